package telaio.display;

import java.util.Arrays;

/// Draws a [Story] in characters: a line for each process.
final class TextDrawing {
    private static final int COLUMNS = 60;

    private TextDrawing() {}

    static String of(Sheet sheet) {
        var story = sheet.story();
        int names = 0;
        for (int lane = 0; lane < story.lanes().size(); lane++) {
            names = Math.max(names, story.name(lane).length());
        }
        var text = new StringBuilder();
        for (int lane = 0; lane < story.lanes().size(); lane++) {
            var name = story.name(lane);
            text.append(name).append(" ".repeat(names - name.length() + 1));
            text.append(line(story, story.lanes().get(lane)).stripTrailing()).append('\n');
        }
        text.append(" ".repeat(names + 1)).append(sheet.length()).append("  ");
        for (var what : Story.What.values()) {
            text.append(sign(what)).append(' ').append(Sheet.word(what)).append("  ");
        }
        return text.toString().stripTrailing();
    }

    private static String line(Story story, Story.Lane lane) {
        var line = new char[COLUMNS];
        Arrays.fill(line, ' ');
        for (var bar : lane.bars()) {
            int from = column(bar.from(), story);
            int to = Math.max(from + 1, column(bar.to(), story));
            Arrays.fill(line, from, Math.min(COLUMNS, to), sign(bar.what()));
        }
        return new String(line);
    }

    private static int column(long time, Story story) {
        return (int) Math.min(COLUMNS - 1, time * COLUMNS / story.nanos());
    }

    private static char sign(Story.What what) {
        return switch (what) {
            case RUN -> '▬';
            case WAIT -> '·';
            case HOLD -> '█';
        };
    }
}
