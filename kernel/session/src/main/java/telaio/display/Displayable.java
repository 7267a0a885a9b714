package telaio.display;

/// Something that says itself how it is shown. A class that a cell declares is shown so in every
/// process:
///
/// ```java
/// record Colour(String name) implements Displayable {
///     public Bundle bundle() {
///         return Bundle.markdown("**" + name + "**");
///     }
/// }
/// ```
@FunctionalInterface
public interface Displayable {
    /// The forms in which this can be shown. Called at each display.
    Bundle bundle();
}
