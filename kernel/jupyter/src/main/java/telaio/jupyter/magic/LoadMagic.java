package telaio.jupyter.magic;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import telaio.jupyter.eval.Outcome;

/// `%load`: runs what is in a file, as if it stood in the cell.
final class LoadMagic implements Magic {
    /// A notebook has no packages.
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+[\\w.]+\\s*;");

    @Override
    public List<String> names() {
        return List.of("load");
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE);
    }

    @Override
    public String help() {
        return Texts.HELP_LOAD.text();
    }

    @Override
    public Outcome run(Call call, Desk desk) throws MagicFailed {
        if (call.words().isEmpty()) {
            throw new MagicFailed(Texts.WRITE.text(help().lines().findFirst().orElse("")));
        }
        Outcome outcome = new Outcome.Nothing();
        for (var word : call.words()) {
            for (var source : sources(word)) {
                outcome = desk.evaluateForeign(source);
                if (!Desk.goesOn(outcome)) {
                    return outcome;
                }
            }
        }
        return outcome;
    }

    private static List<String> sources(String word) throws MagicFailed {
        try {
            var found = Glob.find(word);
            if (found.isEmpty()) {
                throw new MagicFailed(Texts.NO_FILE.text(word, Path.of("").toAbsolutePath()));
            }
            var sources = new ArrayList<String>();
            for (var file : found) {
                var text = Files.readString(file);
                sources.addAll(
                        file.toString().endsWith(".ipynb")
                                ? cells(text)
                                : List.of(PACKAGE.matcher(text).replaceFirst("")));
            }
            return sources;
        } catch (IOException | JsonParseException | IllegalStateException unreadable) {
            throw new MagicFailed(Texts.UNREADABLE.text(word, unreadable), unreadable);
        }
    }

    private static List<String> cells(String notebook) {
        return JsonParser.parseString(notebook)
                .getAsJsonObject()
                .getAsJsonArray("cells")
                .asList()
                .stream()
                .map(JsonElement::getAsJsonObject)
                .filter(cell -> cell.get("cell_type").getAsString().equals("code"))
                .map(cell -> text(cell.get("source")))
                .toList();
    }

    private static String text(JsonElement source) {
        return source instanceof JsonArray lines
                ? lines.asList().stream()
                        .map(JsonElement::getAsString)
                        .collect(Collectors.joining())
                : source.getAsString();
    }
}
