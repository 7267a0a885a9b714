package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import telaio.notebooks.JavaToken.Kind;

class JavaLexerTest {
    @Test
    void cuts_a_statement_into_tokens() {
        assertThat(texts("var città=List.<Map<String,int[]>>of();"))
                .containsExactly(
                        "var", "città", "=", "List", ".", "<", "Map", "<", "String", ",", "int",
                        "[", "]", ">", ">", "of", "(", ")", ";");
    }

    @Test
    void knows_the_kinds() {
        assertThat(JavaLexer.tokens("if x 0x1F 'è' \"a\" \"\"\"\nb\"\"\" +="))
                .extracting(JavaToken::kind)
                .containsExactly(
                        Kind.KEYWORD,
                        Kind.NAME,
                        Kind.NUMBER,
                        Kind.CHARACTER,
                        Kind.STRING,
                        Kind.TEXT_BLOCK,
                        Kind.OPERATOR);
    }

    @Test
    void leaves_out_comments_and_space() {
        assertThat(texts("a // b \"c\n/* d\n 'e */ f")).containsExactly("a", "f");
    }

    @Test
    void keeps_quotes_and_comments_inside_strings() {
        assertThat(texts("\"a \\\" // b\" + '\\'' + '\\u00e8' + \"\""))
                .containsExactly("\"a \\\" // b\"", "+", "'\\''", "+", "'\\u00e8'", "+", "\"\"");
    }

    @Test
    void keeps_a_text_block_with_quotes_whole() {
        String block = "\"\"\"\n say \"hi\" and \\\"\"\" on\n\"\"\"";
        assertThat(texts("x = " + block + ";")).containsExactly("x", "=", block, ";");
    }

    @Test
    void reads_numbers_whole() {
        String numbers = "0 1_000 1.5e-3 .5f 0xFFL 0x1.8p+1 1e9";
        assertThat(texts(numbers)).containsExactly(numbers.split(" "));
    }

    @Test
    void reads_operators_whole() {
        String operators = "-> :: ... ++ -- && || << += >= != == ? : @";
        assertThat(texts(operators)).containsExactly(operators.split(" "));
    }

    @Test
    void counts_lines() {
        assertThat(JavaLexer.tokens("a\n/*\n*/ b\n\"\"\"\n\"\"\" c"))
                .extracting(JavaToken::line)
                .containsExactly(1, 3, 4, 5);
    }

    @Test
    void refuses_an_unclosed_string() {
        assertThatThrownBy(() -> JavaLexer.tokens("a;\nb = \"c;\n"))
                .hasMessageContaining("line 2")
                .hasMessageContaining("\"c;");
    }

    private static List<String> texts(String code) {
        return JavaLexer.tokens(code).stream().map(JavaToken::text).toList();
    }
}
