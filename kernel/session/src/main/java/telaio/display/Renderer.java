package telaio.display;

import org.jspecify.annotations.Nullable;

/// How values of a class are shown, for classes that cannot say it themselves as [Displayable]:
/// `Renderer.register(Duration.class, d -> Bundle.html("<b>" + d.toSeconds() + " s</b>"))`.
///
/// @param <T> the class
@FunctionalInterface
public interface Renderer<T> {
    /// The forms in which `value` can be shown.
    ///
    /// @return null to show it as if this renderer did not exist
    @Nullable Bundle render(T value);

    /// Shows values of this class, and of those that extend or implement it, so from now on: as
    /// last expression of a cell and by `display`. Of several renderers the one for the most
    /// specific class serves, of two for unrelated interfaces, or for the same class, the one
    /// registered last. One for `Object` serves what nothing else knows to show but as text.
    ///
    /// Holds for this process only: a task sent to another one registers there what it needs.
    static <T> void register(Class<T> type, Renderer<? super T> renderer) {
        Registry.add(type, renderer);
    }
}
