package io.tillwatch.reconciliation.bulk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the columns of a kind stand in one file. */
final class Columns {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<String> known;
    private final int[] at;
    private final int count;

    private Columns(List<String> known, int[] at, int count) {
        this.known = known;
        this.at = at;
        this.count = count;
    }

    /**
     * Reads the first line.
     *
     * @throws IOException when a column is missing, with the file's name
     */
    static Columns read(CsvLines lines, FileKind kind, String file) throws IOException {
        List<String> header = new ArrayList<>();
        if (lines.next()) {
            for (int i = 0; i < lines.fields(); i++) {
                String name = lines.text(i).strip();
                header.add(i == 0 && name.startsWith(BYTE_ORDER_MARK) ? name.substring(1) : name);
            }
        }
        List<String> known = kind.columns();
        int[] at = known.stream().mapToInt(header::indexOf).toArray();
        List<String> missing = known.stream()
                .filter(column -> kind.required().contains(column) && !header.contains(column))
                .toList();
        if (!missing.isEmpty()) {
            throw new IOException(
                    file + " must name its columns in the first line; missing: " + String.join(", ", missing));
        }
        return new Columns(known, at, header.size());
    }

    /** How many fields a line must have. */
    int count() {
        return count;
    }

    /** Index of the kind's n-th column in the file; -1 when it is not there. */
    int at(int column) {
        return at[column];
    }

    /** The field's text; null when the column is not there or the field is empty. */
    @Nullable
    String text(CsvLines line, String column) {
        int field = at[known.indexOf(column)];
        if (field < 0) {
            return null;
        }
        String text = line.text(field);
        return text.isEmpty() ? null : text;
    }

    /** The same of a column without which no line would have come so far. */
    String required(CsvLines line, String column) {
        return Objects.requireNonNullElse(text(line, column), "");
    }
}
