package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotebookFormatTest {
    private static final String VALID =
            """
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
              {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "Hello"},
              {"cell_type": "code", "id": "seven", "metadata": {}, "source": ["7"],
               "execution_count": 1, "outputs": [
                {"output_type": "stream", "name": "stdout", "text": "7"}]}]}
            """;

    @Test
    void accepts_a_valid_notebook() {
        assertThat(NotebookFormat.problems(json(VALID))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '~',
            value = {
                "\"nbformat\": 4 > \"nbformat\": 3",
                "\"nbformat_minor\": 5 > \"nbformat_minor\": 4",
                "\"metadata\": {}, \"cells\" > \"cells\"",
                "\"id\": \"seven\" > \"id\": \"title\"",
                "\"id\": \"seven\" > \"id\": \"se ven\"",
                "\"id\": \"seven\", > ~~",
                "\"markdown\" > \"heading\"",
                "\"execution_count\": 1, > ~~",
                "\"source\": \"Hello\" > \"source\": \"Hello\", \"outputs\": []",
                "\"name\": \"stdout\", > ~~",
                "\"stream\" > \"pyout\"",
            })
    void finds_each_fault(String valid, String fault) {
        assertThat(VALID).contains(valid);
        assertThat(NotebookFormat.problems(json(VALID.replace(valid, fault)))).isNotEmpty();
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }
}
