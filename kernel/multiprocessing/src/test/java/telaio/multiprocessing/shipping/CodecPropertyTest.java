package telaio.multiprocessing.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CodecPropertyTest {
    record Point(int x, int y) implements Serializable {}

    @SuppressWarnings("serial")
    record Holder(@Nullable Object first, @Nullable Object second) implements Serializable {}

    private static @Nullable Object copy(@Nullable Object value) throws Exception {
        return Codec.decode(Codec.encode(value));
    }

    @RepeatedTest(200) // random but repeatable: the repetition is the seed
    void random_values_come_back_equal(RepetitionInfo repetition) throws Exception {
        var random = new SplittableRandom(repetition.getCurrentRepetition());
        var value = random(random, 4);
        assertThat(copy(value)).usingRecursiveComparison().isEqualTo(value);
        assertThat(Codec.encode(copy(value))).isEqualTo(Codec.encode(copy(copy(value))));
    }

    private static @Nullable Object random(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 0 ? 24 : 17)) {
            case 0 -> null;
            case 1 -> random.nextInt();
            case 2 -> random.nextLong();
            case 3 -> random.nextDouble();
            case 4 -> (float) random.nextDouble();
            case 5 -> (short) random.nextInt();
            case 6 -> (byte) random.nextInt();
            case 7 -> (char) random.nextInt();
            case 8 -> random.nextBoolean();
            case 9 -> text(random);
            case 10 -> random.ints(random.nextInt(100)).toArray();
            case 11 -> random.longs(random.nextInt(100)).toArray();
            case 12 -> random.doubles(random.nextInt(100)).toArray();
            case 13 -> text(random).toCharArray();
            case 14 -> bytes(random);
            case 15 -> new boolean[random.nextInt(300)];
            case 16 -> new Point(random.nextInt(), random.nextInt());
            case 17 -> new Holder(random(random, depth - 1), random(random, depth - 1));
            case 18 -> Arrays.asList(elements(random, depth));
            case 19 -> elements(random, depth);
            case 20 -> new ArrayList<>(Arrays.asList(elements(random, depth)));
            case 21 -> map(random, depth);
            case 22 -> Optional.ofNullable(random(random, depth - 1));
            default -> new float[random.nextInt(80)];
        };
    }

    private static String text(SplittableRandom random) {
        int limit = random.nextBoolean() ? 256 : 65536;
        return random.ints(random.nextInt(50), 0, limit)
                .collect(
                        StringBuilder::new,
                        (built, c) -> built.append((char) c),
                        StringBuilder::append)
                .toString();
    }

    private static byte[] bytes(SplittableRandom random) {
        var bytes = new byte[random.nextInt(1000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static @Nullable Object[] elements(SplittableRandom random, int depth) {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> random(random, depth - 1))
                .toArray();
    }

    private static Map<Object, @Nullable Object> map(SplittableRandom random, int depth) {
        var map = new LinkedHashMap<Object, @Nullable Object>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put(text(random), random(random, depth - 1));
        }
        return map;
    }
}
