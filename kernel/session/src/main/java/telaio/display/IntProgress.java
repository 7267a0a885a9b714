package telaio.display;

/// A bar between two numbers. For a loop or a stream [Progress] is simpler, and shows everywhere.
public final class IntProgress extends Widget {
    private final int min;
    private final int max;

    /// An empty bar.
    ///
    /// @throws IllegalArgumentException if `max` is less than `min`
    public IntProgress(int min, int max) {
        super("IntProgress", "Progress");
        between(min, max);
        this.min = min;
        this.max = max;
    }

    /// How far it is.
    public int value() {
        return number("value");
    }

    /// Fills it up to `value`; beyond its ends, to the end.
    ///
    /// @return this
    public IntProgress value(int value) {
        set("value", Math.clamp(value, min, max));
        return this;
    }

    /// Text beside it.
    ///
    /// @return this
    public IntProgress label(String text) {
        set("description", text);
        return this;
    }

    /// For clients without widgets.
    @Override
    public String toString() {
        return "IntProgress[%d of %d to %d]".formatted(value(), min, max);
    }
}
