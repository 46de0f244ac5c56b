package io.tillwatch.reconciliation.bulk;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.fs.FSDataInputStream;

/** The files of one reconciliation, each with what it holds. */
public final class BulkFiles implements Serializable {
    private static final int HEADER_BYTES = 64 << 10;

    private final ArrayList<File> files;

    /** @param uri of any file system that Flink can read */
    record File(String uri, FileKind kind) implements Serializable {
        org.apache.flink.core.fs.Path path() {
            return new org.apache.flink.core.fs.Path(uri);
        }

        String name() {
            return path().getName();
        }

        FSDataInputStream open() throws IOException {
            return path().getFileSystem().open(path());
        }

        long size() throws IOException {
            return path().getFileSystem().getFileStatus(path()).getLen();
        }
    }

    private BulkFiles(List<File> files) {
        this.files = new ArrayList<>(files);
    }

    /**
     * Names the files and looks at their first lines.
     *
     * @param sales one or more CSV files of receipts
     * @param export directory with {@code pos_order.csv}, {@code pos_session.csv}, {@code account_move.csv} and
     *     {@code account_move_line.csv}
     * @throws IOException when one is missing or lacks a column; the message says which
     */
    public static BulkFiles of(List<Path> sales, Path export) throws IOException {
        List<File> files = new ArrayList<>();
        for (Path file : sales) {
            files.add(new File(file.toUri().toString(), FileKind.SALES));
        }
        files.add(of(export, "pos_order.csv", FileKind.ORDERS));
        files.add(of(export, "pos_session.csv", FileKind.SESSIONS));
        files.add(of(export, "account_move.csv", FileKind.ENTRIES));
        files.add(of(export, "account_move_line.csv", FileKind.LINES));
        BulkFiles named = new BulkFiles(files);
        for (File file : files) {
            try (CsvLines lines = new CsvLines(file.open(), 0, HEADER_BYTES)) {
                Columns.read(lines, file.kind(), file.name());
            } catch (java.io.FileNotFoundException e) {
                throw new IOException(file.name() + " does not exist", e);
            }
        }
        return named;
    }

    private static File of(Path export, String name, FileKind kind) {
        return new File(export.resolve(name).toUri().toString(), kind);
    }

    /** Whether a file's name says that it is CSV. */
    public static boolean isCsv(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    List<File> all() {
        return files;
    }

    int indexOf(org.apache.flink.core.fs.Path path) {
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).path().equals(path)) {
                return i;
            }
        }
        throw new IllegalArgumentException("not one of the files: " + path.getName());
    }

    long bytes(FileKind kind) throws IOException {
        long bytes = 0;
        for (File file : files) {
            bytes += file.kind() == kind ? file.size() : 0;
        }
        return bytes;
    }
}
