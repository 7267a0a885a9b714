package telaio.jupyter.magic;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The end of every magic that finds jars.
final class Added {
    private Added() {}

    /// Puts files on the class path, says so, and gives them to who assigns.
    static void to(Desk desk, List<Path> found) {
        var fresh = desk.notebook().extendClassPath(found);
        desk.give(found.stream().map(Path::toString).toList());
        desk.print(
                fresh.isEmpty()
                        ? Texts.NOTHING_ADDED.text()
                        : Texts.ADDED.text(
                                fresh.stream()
                                        .map(path -> String.valueOf(path.getFileName()))
                                        .collect(Collectors.joining(", "))));
    }
}
