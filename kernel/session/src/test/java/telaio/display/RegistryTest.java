package telaio.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Renderers stay registered for the rest of the process: each test has classes of its own.
@Timeout(60)
class RegistryTest {
    interface Shape {}

    interface Flat {}

    static class Round implements Shape, Flat {}

    static final class Ball extends Round {}

    static final class Box implements Shape {}

    static final class Special extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static String html(Object value) {
        return Rendering.of(value).getOrDefault("text/html", "");
    }

    @Test
    void the_most_specific_class_serves() {
        Renderer.register(Round.class, round -> Bundle.html("round"));
        Renderer.register(Shape.class, shape -> Bundle.html("shape"));
        assertThat(html(new Ball())).isEqualTo("round");
        assertThat(html(new Box())).isEqualTo("shape");
        assertThat(Rendering.of(new Box()).get("text/plain")).startsWith("telaio.display.");
        Renderer.register(Ball.class, ball -> null);
        assertThat(Rendering.of(new Ball())).containsOnlyKeys("text/plain");
    }

    @Test
    void the_last_of_two_for_the_same_class_serves_and_goes_before_our_own() {
        Renderer.register(Special.class, special -> Bundle.html("first"));
        Renderer.register(Special.class, special -> Bundle.html("second"));
        assertThat(html(new Special())).isEqualTo("second");
    }

    @Test
    void one_for_Object_serves_only_what_nothing_else_knows() {
        Renderer.register(
                Object.class, any -> any instanceof ThreadGroup ? Bundle.html("any") : null);
        assertThat(html(Thread.currentThread().getThreadGroup())).isEqualTo("any");
        assertThat(html(List.of(new RenderingTest.Row(1, "a")))).startsWith("<table>");
        assertThat(Rendering.of(42)).containsOnlyKeys("text/plain");
    }
}
