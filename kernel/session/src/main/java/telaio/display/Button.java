package telaio.display;

import java.util.Map;

/// A button to press, in JupyterLab also while a cell runs:
///
/// ```java
/// var enough = new java.util.concurrent.atomic.AtomicBoolean();
/// display(new Button("Enough").onClick(() -> enough.set(true)));
/// while (!enough.get()) { Thread.sleep(100); }
/// ```
public final class Button extends Widget {
    private final String text;
    private volatile Runnable listener = () -> {};

    /// @param text on the button
    public Button(String text) {
        super("Button", "Button");
        this.text = text;
        set("description", text);
    }

    /// Says what happens when it is pressed, in place of what was said before.
    ///
    /// @return this
    public Button onClick(Runnable listener) {
        this.listener = listener;
        return this;
    }

    @Override
    void told(Map<?, ?> content) {
        if ("click".equals(content.get("event"))) {
            listener.run();
        }
    }

    /// For clients without widgets.
    @Override
    public String toString() {
        return "[" + text + "]";
    }
}
