package telaio.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class NotebookHtmlTest {
    @TempDir Path folder;

    @Test
    void what_lessons_use_of_markdown_is_shown() {
        var html =
                Markdown.html(
                        """
                        # One `lock`

                        Two **bold** and *other* words,
                        a [link](https://example.org/x).

                        - first
                        - `a | b` second

                        1. one

                        | a | b |
                        |---|---|
                        | `x|y` | 2 |

                        > said

                        ```java
                        int a = 1 < 2 ? 1 : 0;
                        ```
                        ---
                        """);
        assertThat(html)
                .contains("<h1>One <code>lock</code></h1>")
                .contains("<strong>bold</strong> and <em>other</em> words,")
                .contains("<a href=\"https://example.org/x\" rel=\"noreferrer\">link</a>")
                .contains("<li>first</li>", "<li><code>a | b</code> second</li>")
                .contains("<ol>\n<li>one</li>\n</ol>")
                .contains("<th>a</th>", "<td><code>x|y</code></td>\n<td>2</td>")
                .contains("<blockquote><p>said</p>\n</blockquote>")
                .contains("<pre>int a = 1 &lt; 2 ? 1 : 0;\n</pre>")
                .endsWith("<hr>\n");
    }

    @Test
    void nothing_that_a_student_wrote_runs() {
        assertThat(Markdown.html("<script>x</script> [a](javascript:x) ![i](x) <b onclick=x>"))
                .isEqualTo(
                        "<p>&lt;script&gt;x&lt;/script&gt; [a](javascript:x) ![i](x) &lt;b"
                                + " onclick=x&gt;</p>\n");
    }

    @Test
    void odd_text_comes_to_an_end() {
        for (var text :
                new String[] {
                    "```", "|", "- ", ">", "#", "***", "`", "|a|\n|-|", "* * *\n-", "[](", ""
                }) {
            assertThat(Markdown.html(text)).isNotNull();
        }
    }

    @Test
    @Timeout(20)
    void a_text_made_to_keep_the_grader_busy_does_not() throws IOException {
        for (var part :
                List.of(
                        "-",
                        "- ",
                        "`",
                        "``` ",
                        "*a",
                        "**a ",
                        "_a ",
                        "[",
                        "[a](",
                        "|-",
                        "|:-",
                        ">",
                        "# ",
                        "(}",
                        "( ",
                        "1",
                        " ",
                        "\\u0041(",
                        "\"",
                        "/*")) {
            var text = "x\n" + part.repeat(30_000) + "x";
            assertThat(Markdown.html(text.substring(2))).isNotEmpty();
            assertThat(Markdown.html(text)).isNotEmpty();
            assertThat(Declarations.of(text.repeat(3))).isNotNull();
            assertThat(Expected.same(text.repeat(3), "")).isFalse();
            var notebook = Notebooks.released(folder);
            var result =
                    "[{\"output_type\":\"execute_result\",\"data\":{\"text/plain\":%s}}]"
                            .formatted(Notebooks.quoted(text.substring(2).repeat(3)));
            var check = notebook.cells().getLast();
            check.ran(1, (JsonArray) JsonParser.parseString(result));
            var exercise = Lesson.toldBy(notebook).exercises().getFirst();
            assertThat(Score.of(exercise, check, false).points()).isNotNegative();
        }
    }

    @Test
    void outputs_are_shown_as_text_and_pictures() throws IOException {
        var notebook = Notebooks.notebook(folder, Notebooks.cell("c", "", "a < b"));
        var outputs =
                """
                [{"output_type":"stream","name":"stderr","text":["\\u001b[31mred\\u001b[0m <i>"]},
                 {"output_type":"display_data","data":{"text/html":"<script>1</script>","text/plain":"plain"}},
                 {"output_type":"display_data","data":{"image/svg+xml":["<svg/>"],"text/plain":"a lane"}},
                 {"output_type":"display_data","data":{"image/png":"\\"><script>","text/plain":"png"}},
                 {"output_type":"error","ename":"E","evalue":"why","traceback":["t"]}, 7]
                """;
        notebook.cells().getFirst().ran(1, (JsonArray) JsonParser.parseString(outputs));
        var html = NotebookHtml.page("a&b", true, NotebookHtml.cells(notebook, List.of(), false));
        assertThat(html)
                .contains("<html lang=\"it\">", "<title>a&amp;b</title>", "default-src 'none'")
                .contains("<pre class=\"in\">a &lt; b</pre>")
                .contains("<pre class=\"err\">red &lt;i&gt;</pre>")
                .contains("<pre class=\"out\">plain</pre>", "<pre class=\"err\">E: why</pre>")
                .contains("<img alt=\"a lane\" src=\"data:image/svg+xml;base64,PHN2Zy8+\">")
                .doesNotContain("<script");
    }
}
