// What this browser keeps for the next visit. One that keeps nothing still works: defaults hold.

export const kept = (key) => {
  try {
    return localStorage.getItem(`tillwatch.${key}`);
  } catch {
    return null;
  }
};
export const keep = (key, value) => {
  try {
    localStorage.setItem(`tillwatch.${key}`, value);
  } catch {
    // as above
  }
};

/** The name that a person gave last; there are no logins. */
export const myName = () => kept("name") || null;
