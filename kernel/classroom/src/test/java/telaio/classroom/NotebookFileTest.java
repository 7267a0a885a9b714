package telaio.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotebookFileTest {
    @TempDir Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("lezione.ipynb"), text);
    }

    private static final String AS_JUPYTERLAB_WRITES_IT =
            """
            {
             "cells": [
              {
               "cell_type": "markdown",
               "id": "title",
               "metadata": {},
               "source": [
                "# Città <b>\\n",
                "testo"
               ]
              },
              {
               "cell_type": "code",
               "execution_count": null,
               "id": "first",
               "metadata": {
                "tags": [
                 "raises-exception"
                ],
                "unknown": 1.50
               },
               "outputs": [],
               "source": "int x = 1;"
              }
             ],
             "later": {
              "field": null
             },
             "metadata": {},
             "nbformat": 4,
             "nbformat_minor": 5
            }
            """;

    @Test
    void what_is_not_touched_is_written_back_byte_for_byte() throws IOException {
        Path file = file(AS_JUPYTERLAB_WRITES_IT);
        NotebookFile.read(file).write(file);
        assertThat(file).hasContent(AS_JUPYTERLAB_WRITES_IT);
        assertThat(folder).isDirectoryContaining("glob:**lezione.ipynb");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void cells_have_their_source_in_one_piece_whether_it_is_lines_or_a_text() throws IOException {
        var cells = NotebookFile.read(file(AS_JUPYTERLAB_WRITES_IT)).cells();
        assertThat(cells)
                .extracting(NotebookCell::source)
                .containsExactly("# Città <b>\ntesto", "int x = 1;");
        assertThat(cells).extracting(NotebookCell::isCode).containsExactly(false, true);
        assertThat(cells).extracting(NotebookCell::id).containsExactly("title", "first");
        assertThat(cells.getLast().tags()).containsExactly("raises-exception");
    }

    @Test
    void a_notebook_of_the_first_minor_version_has_cells_without_ids() throws IOException {
        var cells =
                NotebookFile.read(
                                file(
                                        """
                                        {"cells":[{"cell_type":"code","metadata":{},"source":[]}],
                                        "metadata":{},"nbformat":4,"nbformat_minor":0}\
                                        """))
                        .cells();
        assertThat(cells.getFirst().id()).isEmpty();
        assertThat(cells.getFirst().source()).isEmpty();
        assertThat(cells.getFirst().outputs()).isEmpty();
    }

    @Test
    void running_a_cell_keeps_the_order_of_its_fields() throws IOException {
        var notebook = NotebookFile.read(file(AS_JUPYTERLAB_WRITES_IT));
        notebook.cells().getLast().ran(7, new JsonArray());
        assertThat(notebook.text())
                .isEqualTo(
                        AS_JUPYTERLAB_WRITES_IT.replace(
                                "\"execution_count\": null", "\"execution_count\": 7"));
    }

    @Test
    void a_byte_order_mark_is_read_over() throws IOException {
        assertThat(NotebookFile.read(file("\uFEFF" + AS_JUPYTERLAB_WRITES_IT)).cells()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"nbformat":4,"cells":[{]}                                    | line 1 column 26 path $.cells[0]
                    {"nbformat":4,"cells":[                                       | line 1 column 24 path $.cells[0]
                    {"nbformat":4,"cells":[]} tail                                | line 1 column 28
                    ''                                                            | $
                    [1]                                                           | $
                    {"nbformat":4,"cells":{}}                                     | cells
                    {"nbformat":"x","cells":[]}                                   | nbformat
                    {"cells":[]}                                                  | nbformat
                    {"nbformat":3,"worksheets":[]}                                | 3
                    {"nbformat":4,"cells":[1]}                                    | cells[0]
                    {"nbformat":4,"cells":[{"source":""}]}                        | cells[0].cell_type
                    {"nbformat":4,"cells":[{"cell_type":"code"}]}                 | cells[0].source
                    {"nbformat":4,"cells":[{"cell_type":"code","source":[1]}]}    | cells[0].source
                    """)
    void what_is_no_notebook_is_refused_with_file_and_place(String text, String place)
            throws IOException {
        Path file = file(text);
        assertThatExceptionOfType(UnreadableNotebook.class)
                .isThrownBy(() -> NotebookFile.read(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(place)
                .withMessageNotContaining("JsonReader");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused_with_the_file() throws IOException {
        Path file = folder.resolve("latin.ipynb");
        Files.write(file, "{\"città\":1}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(UnreadableNotebook.class)
                .isThrownBy(() -> NotebookFile.read(file))
                .withMessageContaining("UTF-8");
    }

    @Test
    void lines_keep_their_ends() {
        assertThat(NotebookCell.multiline("").asList()).isEmpty();
        assertThat(NotebookCell.multiline("a\n\nb").toString())
                .isEqualTo("[\"a\\n\",\"\\n\",\"b\"]");
        assertThat(NotebookCell.multiline("a\n").toString()).isEqualTo("[\"a\\n\"]");
    }
}
