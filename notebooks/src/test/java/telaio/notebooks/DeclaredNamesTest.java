package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "int n = f(m);                               # n",
                "var names = new ArrayList<String>();        # names",
                "List<Map<String, int[]>> rows = g(a, b);    # rows",
                "int[] xs; String... rest                    # xs rest",
                "int a = f(x, y), b = 2, c;                  # a b c",
                "f(a < b, c);                                #",
                "if (a > b) { c = d; }                       #",
                "x = y; f(x, y = z);                         #",
                "void run(String name, int times) {}         # run name times",
                "<T> T first(List<T> list) { return t; }     # T first list",
                "class Box<K, V extends Comparable<V>> {}    # Box K V",
                "Box<Integer> box = new Box<>();             # box",
                "record Point(int x, int y) {}               # Point x y",
                "sealed interface Shape permits Round {}     # Shape",
                "enum Colour { RED, BLUE(1) { }; int z; }    # Colour RED BLUE z",
                "enum Word implements Text { A, B }          # Word A B",
                "list.map(x -> y(x));                        # x",
                "list.sort((left, right) -> f(g, h));        # left right",
                "switch (c) { case RED, BLUE -> f(); }       #",
                "case Point(var x, int y) when x > z -> f()  # x y",
                "if (o instanceof Point p) { yield q; }      # p",
                "for (String s : names) { t(s); }            # s",
                "try (var held = lock.acquire()) { }         # held",
                "catch (IOException | Odd e) { throw e; }    # e",
                "import java.time.Duration;                  #",
                "p.start(); return q; throw new R(s);        #",
                "int r = values[i] * w;                      # r",
            })
    void finds_what_a_piece_of_code_declares(String code, String names) {
        String[] expected = names == null ? new String[0] : names.split(" ");
        assertThat(DeclaredNames.in(JavaLexer.tokens(code)))
                .as(Arrays.toString(expected))
                .containsExactlyInAnyOrder(expected);
    }
}
