package io.tillwatch.reconciliation.bulk;

import java.util.Arrays;

/** Gives each key the next number from 0 on. No boxes: there may be hundreds of thousands. Not thread-safe. */
final class LongIndex {
    private static final int SMALLEST = 1024;

    private long[] keys = new long[SMALLEST];
    private int[] numbers = empty(SMALLEST);
    private int size;

    private static int[] empty(int length) {
        int[] numbers = new int[length];
        Arrays.fill(numbers, -1);
        return numbers;
    }

    /** Its number, new or known. */
    int add(long key) {
        int slot = slot(key);
        if (numbers[slot] < 0) {
            if (2 * (size + 1) > keys.length) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
            numbers[slot] = size++;
        }
        return numbers[slot];
    }

    /** Its number; -1 when it was never added. */
    int find(long key) {
        return numbers[slot(key)];
    }

    /** Gives a key a number of the caller's choice, unless it has one. */
    void alias(long key, int number) {
        if (find(key) < 0) {
            add(key);
            numbers[slot(key)] = number;
        }
    }

    int size() {
        return size;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) Text.mix(key) & mask;
        while (numbers[slot] >= 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = empty(keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] >= 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
