package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyboardTest {
    private Lab lab;

    @BeforeAll
    void open() {
        lab = new Lab();
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @Test
    void lines_are_asked_for_as_they_are_read() {
        var lines = new LinkedBlockingQueue<>(List.of("Ada", "36 è", "third"));
        lab.keyboard((prompt, password) -> lines.remove());
        assertThat(
                        lab.value(
                                """
                                var in = new Scanner(System.in);
                                System.out.print("name? ");
                                String name = in.nextLine();
                                name + ", " + in.nextInt() + in.next()\
                                """))
                .isEqualTo("Ada, 36è");
        assertThat(lab.out(lab.origin())).isEqualTo("name? ");
        assertThat(lines).hasSize(1);
    }

    @Test
    void io_readln_reads() {
        lab.keyboard((prompt, password) -> "typed");
        assertThat(lab.value("IO.readln(\"? \")")).isEqualTo("typed");
    }

    @Test
    void without_a_keyboard_reading_fails_with_a_sentence() {
        lab.keyboard((prompt, password) -> {
            throw new java.io.IOException("not here");
        });
        assertThat(lab.traceback(1, "new Scanner(System.in).nextLine()"))
                .contains("IOException")
                .contains("In[1], line 1");
    }

    @Test
    void a_password_is_asked_for_with_its_prompt() {
        lab.keyboard((prompt, password) -> prompt + password);
        assertThat(lab.value("telaio.display.Input.password(\"code? \")")).isEqualTo("code? true");
        assertThat(lab.value("telaio.display.Input.line(\"name? \")")).isEqualTo("name? false");
    }

    @Test
    void without_a_keyboard_nothing_can_be_asked() {
        lab.keyboard((prompt, password) -> {
            throw new java.io.IOException("not here");
        });
        for (var code :
                List.of(
                        "telaio.display.Input.password(\"code? \")",
                        "IO.readln(\"? \")",
                        "new Scanner(System.in).nextLine()")) {
            assertThat(lab.traceback(1, code))
                    .contains("InputNotAllowed")
                    .contains("In[1], line 1");
        }
    }

    @Test
    void a_wait_for_a_password_can_be_stopped() throws Exception {
        var asked = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        lab.keyboard((prompt, password) -> {
            asked.countDown();
            try {
                never.await();
            } catch (InterruptedException interrupted) {
                throw new java.io.IOException(interrupted);
            }
            return "";
        });
        var cell = new FutureTask<>(() -> lab.run("telaio.display.Input.password(\"code? \")"));
        Thread.ofPlatform().daemon().start(cell);
        asked.await();
        lab.evaluator().interrupt();
        assertThat(cell.get()).isInstanceOf(Outcome.Interrupted.class);
        never.countDown();
    }
}
