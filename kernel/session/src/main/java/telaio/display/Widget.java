package telaio.display;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A control that the notebook's user can see and work with. Shown where it is a cell's last
/// expression, or by [Display#display(Object)], as often as wanted: all show the same state.
///
/// It takes a client with Jupyter's widgets (`jupyterlab_widgets` beside JupyterLab); others show
/// its text. What happens on the user's side is told in the notebook's own process, in JupyterLab
/// also while a cell runs; what is printed then belongs to no cell (JupyterLab: View, Show Log
/// Console). Any thread may call its methods.
public abstract sealed class Widget implements Displayable permits Button, IntProgress, IntSlider {
    private static final String TARGET = "jupyter.widget";

    private static final String CONTROLS = "@jupyter-widgets/controls";

    /// Of the models and views in [#CONTROLS].
    private static final String VERSION = "2.0.0";

    private static final String VIEW = "application/vnd.jupyter.widget-view+json";

    /// As the client knows it. Guarded by this.
    private final Map<String, Object> state = new LinkedHashMap<>();

    /// Opened when the widget is first shown. Guarded by this.
    private @Nullable Comm comm;

    /// @param name of the model and the view, by which Jupyter's widgets know it
    Widget(String name, String view) {
        state.put("_model_module", CONTROLS);
        state.put("_model_module_version", VERSION);
        state.put("_model_name", name + "Model");
        state.put("_view_module", CONTROLS);
        state.put("_view_module_version", VERSION);
        state.put("_view_name", view + "View");
    }

    /// Sets a part of the state, here and at the client.
    final synchronized void set(String name, Object value) {
        state.put(name, value);
        if (comm != null) {
            update(comm, Map.of(name, value));
        }
    }

    /// Gives it a value from `min` to `max`, first the least.
    ///
    /// @throws IllegalArgumentException if `max` is less than `min`
    final void between(int min, int max) {
        if (max < min) {
            throw new IllegalArgumentException(
                    "max must be at least min, was " + max + " < " + min);
        }
        set("min", min);
        set("max", max);
        set("value", min);
    }

    /// A part of the state that is a number.
    final synchronized int number(String name) {
        return ((Number) state.getOrDefault(name, 0)).intValue();
    }

    private static void update(Comm comm, Map<String, Object> state) {
        comm.send(Map.of("method", "update", "state", state, "buffer_paths", List.of()));
    }

    @Override
    public final Bundle bundle() {
        var view = new LinkedHashMap<String, Object>();
        view.put("version_major", 2);
        view.put("version_minor", 0);
        view.put("model_id", opened().id());
        var forms = new LinkedHashMap<String, String>();
        forms.put(Showing.PLAIN, toString());
        forms.put(VIEW, JsonText.of(view));
        return new Bundle(forms);
    }

    private synchronized Comm opened() {
        var known = comm;
        if (known == null) {
            known =
                    Comm.open(
                            TARGET,
                            Map.of("state", state, "buffer_paths", List.of()),
                            Map.of("version", "2.1.0"),
                            List.of());
            known.onMessage(this::heard);
            comm = known;
        }
        return known;
    }

    private void heard(Comm.Message message) {
        switch (String.valueOf(message.data().get("method"))) {
            case "update" -> {
                if (message.data().get("state") instanceof Map<?, ?> changes) {
                    change(changes);
                }
            }
            case "custom" -> {
                if (message.data().get("content") instanceof Map<?, ?> content) {
                    told(content);
                }
            }
            // a page that was loaded anew
            case "request_state" -> tellAll();
            default -> {}
        }
    }

    private void change(Map<?, ?> changes) {
        synchronized (this) {
            changes.forEach((name, value) -> {
                if (value != null) {
                    state.put(String.valueOf(name), value);
                }
            });
        }
        changed(changes);
    }

    private synchronized void tellAll() {
        if (comm != null) {
            update(comm, state);
        }
    }

    /// The user has changed parts of the state.
    void changed(Map<?, ?> changes) {}

    /// The user has done something that changes no state.
    void told(Map<?, ?> content) {}
}
