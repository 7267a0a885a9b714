package aula;

import telaio.multiprocessing.Process;
import telaio.multiprocessing.SharedArray;
import telaio.multiprocessing.Task;

/// Solutions of the exercises on shared memory, right and wrong ones.
public final class SharedSolutions {
    private static final int COLUMNS = 4;

    private SharedSolutions() {}

    private static void both(Task first, Task second) throws InterruptedException {
        var one = new Process(first);
        var two = new Process(second);
        one.start();
        two.start();
        one.join();
        two.join();
    }

    // sums of rows

    private static int sum(SharedArray<Integer> matrix, int row) {
        int sum = 0;
        for (int i = 0; i < COLUMNS; i++) {
            sum += matrix.get(COLUMNS * row + i);
        }
        return sum;
    }

    private static Task rows(
            SharedArray<Integer> matrix, SharedArray<Integer> sums, int from, int to, int step) {
        return () -> {
            for (int row = from; row < to; row += step) {
                var _ = sums.set(row, sum(matrix, row));
            }
        };
    }

    public static void halves(SharedArray<Integer> matrix, SharedArray<Integer> sums, int rows)
            throws InterruptedException {
        both(rows(matrix, sums, 0, rows / 2, 1), rows(matrix, sums, rows / 2, rows, 1));
    }

    public static void everyOther(SharedArray<Integer> matrix, SharedArray<Integer> sums, int rows)
            throws InterruptedException {
        both(rows(matrix, sums, 0, rows, 2), rows(matrix, sums, 1, rows, 2));
    }

    public static void slices(SharedArray<Integer> matrix, SharedArray<Integer> sums, int rows)
            throws InterruptedException {
        int half = rows / 2;
        var first = sums.slice(0, half);
        var second = sums.slice(half, rows);
        both(
                () -> {
                    for (int i = 0; i < first.length(); i++) {
                        var _ = first.set(i, sum(matrix, i));
                    }
                },
                () -> {
                    for (int i = 0; i < second.length(); i++) {
                        var _ = second.set(i, sum(matrix, half + i));
                    }
                });
    }

    public static void lastForgotten(
            SharedArray<Integer> matrix, SharedArray<Integer> sums, int rows)
            throws InterruptedException {
        int half = rows / 2;
        both(rows(matrix, sums, 0, half, 1), rows(matrix, sums, half, 2 * half, 1));
    }

    public static void intoACopy(SharedArray<Integer> matrix, SharedArray<Integer> sums, int rows)
            throws InterruptedException {
        var copy = sums.toIntArray();
        both(
                () -> {
                    for (int row = 0; row < rows / 2; row++) {
                        copy[row] = sum(matrix, row);
                    }
                },
                () -> {
                    for (int row = rows / 2; row < rows; row++) {
                        copy[row] = sum(matrix, row);
                    }
                });
        sums.copyFrom(copy);
    }

    public static void oneDoesItAll(
            SharedArray<Integer> matrix, SharedArray<Integer> sums, int rows)
            throws InterruptedException {
        both(rows(matrix, sums, 0, rows, 1), () -> {});
    }

    public static void weDoIt(SharedArray<Integer> matrix, SharedArray<Integer> sums, int rows)
            throws Exception {
        rows(matrix, sums, 0, rows, 1).run();
    }

    // letters of a text

    private static int place(String text, int i) {
        return text.charAt(i) - 'a';
    }

    public static void inOneStep(String text, SharedArray<Integer> counts)
            throws InterruptedException {
        count(
                text,
                half -> {
                    for (int i = 0; i < half.length(); i++) {
                        var _ = counts.getAndAdd(place(half, i), 1);
                    }
                });
    }

    public static void withItsLock(String text, SharedArray<Integer> counts)
            throws InterruptedException {
        count(
                text,
                half -> {
                    for (int i = 0; i < half.length(); i++) {
                        try (var _ = counts.lock().acquire()) {
                            int place = place(half, i);
                            var _ = counts.set(place, counts.get(place) + 1);
                        }
                    }
                });
    }

    public static void firstForItself(String text, SharedArray<Integer> counts)
            throws InterruptedException {
        count(
                text,
                half -> {
                    var own = new int[counts.length()];
                    for (int i = 0; i < half.length(); i++) {
                        own[place(half, i)]++;
                    }
                    for (int i = 0; i < own.length; i++) {
                        int found = own[i];
                        var _ = counts.updateAndGet(i, before -> before + found);
                    }
                });
    }

    public static void inTwoSteps(String text, SharedArray<Integer> counts)
            throws InterruptedException {
        count(
                text,
                half -> {
                    for (int i = 0; i < half.length(); i++) {
                        int place = place(half, i);
                        var _ = counts.set(place, counts.get(place) + 1);
                    }
                });
    }

    public static void theWholeTextTwice(String text, SharedArray<Integer> counts)
            throws InterruptedException {
        inOneStep(text + text, counts);
    }

    /// What is done with each half of a text.
    private interface Half extends java.io.Serializable {
        void read(String half) throws InterruptedException;
    }

    private static void count(String text, Half how) throws InterruptedException {
        int middle = text.length() / 2;
        both(() -> how.read(text.substring(0, middle)), () -> how.read(text.substring(middle)));
    }
}
