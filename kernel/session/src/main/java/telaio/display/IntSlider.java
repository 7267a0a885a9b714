package telaio.display;

import java.util.Map;
import java.util.function.IntConsumer;

/// A number to choose by a slider:
///
/// ```java
/// var speed = new IntSlider(1, 10);
/// display(speed);
/// ```
public final class IntSlider extends Widget {
    private final int min;
    private final int max;
    private volatile IntConsumer listener = _ -> {};

    /// A slider that stands at its least number.
    ///
    /// @throws IllegalArgumentException if `max` is less than `min`
    public IntSlider(int min, int max) {
        super("IntSlider", "IntSlider");
        between(min, max);
        this.min = min;
        this.max = max;
    }

    /// Where it stands.
    public int value() {
        return number("value");
    }

    /// Moves it; [#onChange] is for moves by the user.
    ///
    /// @return this
    /// @throws IllegalArgumentException if there is no such place
    public IntSlider value(int value) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "value must be from %d to %d, was %d".formatted(min, max, value));
        }
        set("value", value);
        return this;
    }

    /// Text beside it.
    ///
    /// @return this
    public IntSlider label(String text) {
        set("description", text);
        return this;
    }

    /// Says what happens when the user has moved it, in place of what was said before.
    ///
    /// @return this
    public IntSlider onChange(IntConsumer listener) {
        this.listener = listener;
        return this;
    }

    @Override
    void changed(Map<?, ?> changes) {
        if (changes.get("value") instanceof Number value) {
            listener.accept(value.intValue());
        }
    }

    /// For clients without widgets.
    @Override
    public String toString() {
        return "IntSlider[%d of %d to %d]".formatted(value(), min, max);
    }
}
