package telaio.display;

import java.util.List;
import java.util.Locale;

/// Where the parts of a [Story] lie on a drawing, in pixels: what pictures of all formats have in
/// common.
///
/// @param story what is drawn
record Sheet(Story story) {
    static final int WIDTH = 720;
    static final int LEFT = 120;
    static final int RIGHT = 20;
    static final int LANE = 36;
    static final int BAR = 16;
    static final int TOP = 28;
    static final int BOTTOM = 26;
    static final int TEXT = 12;

    static final String BACKGROUND = "#ffffff";
    static final String INK = "#333333";
    static final String ARROW = "#b3541e";

    /// More arrows than that are not drawn: they would hide everything.
    private static final int MOST_ARROWS = 200;

    int height() {
        return TOP + LANE * Math.max(1, story.lanes().size()) + BOTTOM;
    }

    double x(long time) {
        return LEFT + (double) (WIDTH - LEFT - RIGHT) * time / story.nanos();
    }

    /// Where the bars of a lane begin.
    int y(int lane) {
        return TOP + LANE * lane + (LANE - BAR) / 2;
    }

    /// Distinct also where colours are not: run is light, wait is a thin line, hold is dark.
    static String colour(Story.What what) {
        return switch (what) {
            case RUN -> "#9ecae1";
            case WAIT -> "#fdd49e";
            case HOLD -> "#08519c";
        };
    }

    /// How far a bar stays from the edges of its lane's strip.
    static int inset(Story.What what) {
        return switch (what) {
            case RUN -> 0;
            case HOLD -> 3;
            case WAIT -> 5;
        };
    }

    static String word(Story.What what) {
        return switch (what) {
            case RUN -> Texts.RUNS.text();
            case WAIT -> Texts.WAITS.text();
            case HOLD -> Texts.HOLDS.text();
        };
    }

    /// Bars narrower than a pixel are seen too.
    double width(Story.Bar bar) {
        return Math.max(1, x(bar.to()) - x(bar.from()));
    }

    List<Story.Arrow> arrows() {
        var arrows = story.arrows();
        return arrows.size() <= MOST_ARROWS ? arrows : arrows.subList(0, MOST_ARROWS);
    }

    /// The edge of the lane from which an arrow leaves, or at which it ends.
    int edge(int lane, int other) {
        return y(lane) + (lane < other ? BAR : lane > other ? 0 : BAR / 2);
    }

    static String shortened(String name) {
        return name.length() <= 16 ? name : name.substring(0, 15) + "…";
    }

    String length() {
        return String.format(Locale.ROOT, "%.1f ms", story.nanos() / 1e6);
    }
}
