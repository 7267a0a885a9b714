package telaio.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xml.sax.InputSource;
import telaio.display.Story.What;
import telaio.multiprocessing.Lock;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Queue;
import telaio.multiprocessing.Trace;

@Timeout(120)
class TimelineTest {
    private static Timeline exchange() throws Exception {
        var there = new Queue<String>();
        var back = new Queue<String>();
        var lock = new Lock();
        var child =
                Process.builder()
                        .name("echo")
                        .build(() -> {
                            try (var _ = lock.acquire()) {
                                back.put(there.get());
                            }
                        });
        return Timeline.of(() -> {
            child.start();
            there.put("a & b");
            back.get();
            child.join();
        });
    }

    private static List<What> bars(Story story, int lane) {
        return story.lanes().get(lane).bars().stream().map(Story.Bar::what).toList();
    }

    @Test
    void it_has_a_lane_for_each_process_and_arrows_between_them() throws Exception {
        var timeline = exchange();
        var story = Story.of(timeline.events());
        assertThat(story.lanes())
                .extracting(Story.Lane::name)
                .containsExactly("MainProcess", "echo");
        assertThat(bars(story, 0)).contains(What.RUN, What.WAIT);
        assertThat(bars(story, 1)).contains(What.RUN, What.HOLD);
        assertThat(story.arrows()).hasSize(2);
        assertThat(story.arrows().getFirst().from()).isZero();
        assertThat(story.arrows().getFirst().to()).isOne();
        assertThat(story.arrows().getLast().from()).isOne();
        assertThat(story.arrows()).allMatch(it -> it.given() <= it.got());
        assertThat(story.lanes())
                .flatExtracting(Story.Lane::bars)
                .allMatch(it -> 0 <= it.from() && it.from() <= it.to() && it.to() <= story.nanos());
        assertThat(Trace.isOn()).isFalse();
    }

    @Test
    void threads_of_this_process_may_have_lanes_of_their_own() throws Exception {
        var items = new Queue<String>();
        var lock = new Lock();
        var giver = Thread.ofPlatform().name("giver").unstarted(() -> items.add("a"));
        var taker =
                Thread.ofVirtual()
                        .name("taker")
                        .unstarted(() -> {
                            lock.lock();
                            try {
                                var _ = items.remove();
                            } finally {
                                lock.unlock();
                            }
                        });
        var timeline =
                Timeline.of(() -> {
                    giver.start();
                    giver.join();
                    taker.start();
                    taker.join();
                });
        assertThat(Story.of(timeline.events()).lanes()).hasSize(1);
        assertThat(timeline.byThread().toString()).contains("giver ▬", "taker  ");
        var story = Story.of(timeline.events(), ProcessHandle.current().pid());
        assertThat(story.lanes()).extracting(Story.Lane::name).containsExactly("giver", "taker");
        assertThat(bars(story, 1)).containsExactly(What.RUN, What.HOLD);
        assertThat(story.arrows()).singleElement().matches(it -> it.from() == 0 && it.to() == 1);
    }

    @Test
    void it_is_shown_as_svg_without_styles_and_as_text() throws Exception {
        var forms = exchange().bundle().data();
        var svg = String.valueOf(forms.get("image/svg+xml"));
        var document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getElementsByTagName("line").getLength()).isEqualTo(2);
        assertThat(svg).contains(">echo<").doesNotContain("style", "class=", "<script");
        assertThat(forms.get("text/plain")).contains("MainProcess ▬", "echo ").contains("█", " ms");
    }

    @Test
    void nothing_is_a_picture_too() {
        var forms = Timeline.of(List.of()).bundle().data();
        assertThat(forms.get("image/svg+xml")).startsWith("<svg").endsWith("</svg>");
        assertThat(forms.get("text/plain")).isNotBlank();
    }

    @Test
    void a_code_that_fails_leaves_the_stream_as_it_was() {
        assertThatThrownBy(() ->
                        Timeline.of(() -> {
                            throw new IOException("gone");
                        }))
                .hasMessage("gone");
        assertThat(Trace.isOn()).isFalse();
    }
}
