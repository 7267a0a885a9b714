package telaio.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import telaio.jupyter.protocol.Content.ExecuteResult;
import telaio.jupyter.protocol.Content.Stream;

@Timeout(60)
class CellPrinterTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CellPrinter file = printer(false);
    private final CellPrinter terminal = printer(true);

    private CellPrinter printer(boolean colours) {
        var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new CellPrinter(stream, stream, colours);
    }

    private static JsonObject text(String text) {
        var data = new JsonObject();
        data.addProperty("text/plain", text);
        return data;
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void a_terminal_shows_an_update_in_its_place() {
        terminal.begins(1);
        terminal.print(1, text("0\n-"), "d");
        terminal.update(1, text("1"), "d");
        terminal.update(1, text("2"), "d");
        terminal.ends();
        assertThat(printed()).isEqualTo("In[1]\n0\n-\n\u001B[2A\u001B[J1\n\u001B[1A\u001B[J2\n");
    }

    @Test
    void a_result_of_many_lines_begins_on_its_own() {
        file.begins(1);
        file.print(1, new ExecuteResult(1, text("a  b\n1  2"), new JsonObject()));
        file.print(1, new ExecuteResult(1, text("3"), new JsonObject()));
        assertThat(printed()).isEqualTo("In[1]\nOut[1]:\na  b\n1  2\nOut[1]: 3\n");
    }

    @Test
    void an_update_of_what_stands_further_up_is_printed_when_the_cell_is_over() {
        terminal.begins(1);
        terminal.print(1, text("0"), "d");
        terminal.print(1, new Stream("stdout", "more\n"));
        terminal.update(1, text("1"), "d");
        terminal.update(1, text("2"), "d");
        terminal.begins(2);
        assertThat(printed()).isEqualTo("In[1]\n0\nmore\n2\nIn[2]\n");
    }

    @Test
    void a_file_gets_the_first_and_the_final_state() {
        file.begins(1);
        file.print(1, text("0"), "d");
        file.update(1, text("1"), "d");
        file.update(1, text("2"), "d");
        file.ends();
        assertThat(printed()).isEqualTo("In[1]\n0\n2\n");
    }
}
