package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import telaio.multiprocessing.memory.Domain;

@Timeout(120)
class ManagerTest {
    private Manager manager = new Manager();

    @BeforeEach
    void start() {
        assertThat(manager.process().isAlive()).isTrue();
    }

    @AfterEach
    void end() {
        manager.close();
        Domain.current().close();
    }

    private static void inAProcess(Task task) throws InterruptedException {
        var process = new Process(task);
        process.start();
        process.join();
        assertThat(process.failure()).isEmpty();
    }

    @Test
    @Tag("M3")
    @Tag("M8")
    void a_map_is_one_map_for_all() throws Exception {
        var map = manager.<String, Integer>map();
        map.put("one", 1);
        inAProcess(() -> {
            map.put("two", map.get("one") + 1);
            map.merge("one", 10, Integer::sum);
            map.putIfAbsent("two", 5);
            map.computeIfAbsent("three", String::length);
            map.remove("nothing");
        });
        assertThat(map).isEqualTo(Map.of("one", 11, "two", 2, "three", 5)).hasSize(3);
        assertThat(map.keySet()).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(map.values()).contains(11);
        map.replaceAll((key, value) -> -value);
        assertThat(map.remove("one", 11)).isFalse();
        assertThat(map.replace("one", -11, 3)).isTrue();
        for (var entry : map.entrySet()) {
            entry.setValue(entry.getValue() + 100);
        }
        assertThat(map.get("one")).isEqualTo(103);
        map.keySet().removeIf(key -> key.startsWith("t"));
        assertThat(Map.copyOf(map)).isEqualTo(Map.of("one", 103));
        assertThat(map).hasToString("{one=103}");
        assertThatThrownBy(() -> map.put("null", nothing()))
                .isInstanceOf(NullPointerException.class);
        inAProcess(map::clear);
        assertThat(map).isEmpty();
    }

    @SuppressWarnings("NullAway") // what a careless caller does
    private static Integer nothing() {
        return null;
    }

    @Test
    void two_processes_count_in_one_map_without_losing_any() throws Exception {
        var map = manager.<String, Integer>map();
        Task task =
                () -> {
                    for (int i = 0; i < 300; i++) {
                        map.merge("count", 1, Integer::sum);
                    }
                };
        var other = new Process(task);
        other.start();
        task.run();
        other.join();
        assertThat(map.get("count")).isEqualTo(600);
    }

    @Test
    @Tag("M1")
    @Tag("M8")
    void a_list_is_one_list_for_all() throws Exception {
        var list = manager.<Integer>list();
        list.addAll(List.of(3, 1, 2));
        var iterator = list.iterator();
        assertThat(iterator.next()).isEqualTo(3);
        inAProcess(() -> {
            list.add(4);
            list.set(1, 10);
        });
        var rest = new ArrayList<Integer>();
        iterator.forEachRemaining(rest::add);
        assertThat(rest).containsExactly(10, 2, 4); // later changes are seen
        assertThat(list).isEqualTo(List.of(3, 10, 2, 4)).hasToString("[3, 10, 2, 4]");
        Collections.sort(list);
        assertThat(list.subList(1, 3)).containsExactly(3, 4);
        list.subList(0, 2).clear();
        assertThat(list.stream().mapToInt(Integer::intValue).sum()).isEqualTo(14);
        assertThat(list.removeAll(List.of(4))).isTrue();
        assertThat(list.removeFirst()).isEqualTo(10);
        assertThatThrownBy(() -> list.get(7)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(list).isEmpty();
    }

    @Test
    @Tag("M8")
    void a_set_is_one_set_for_all() throws Exception {
        var set = manager.<String>set();
        assertThat(set.add("a")).isTrue();
        inAProcess(() -> {
            set.add("a");
            set.add("b");
        });
        assertThat(set).isEqualTo(Set.of("a", "b"));
        assertThat(set.removeIf(element -> element.equals("a"))).isTrue();
        assertThat(set.contains("a")).isFalse();
        assertThat(set.addAll(List.of("b", "c"))).isTrue();
        assertThat(set.retainAll(Set.of("c"))).isTrue();
        assertThat(set).containsExactly("c");
    }

    @Test
    @Tag("M2")
    @Tag("M4")
    @Tag("rule-23")
    void stand_ins_within_stand_ins_are_live() throws Exception {
        var outer = manager.<String, List<Integer>>map();
        var inner = manager.<Integer>list();
        outer.put("inner", inner);
        inner.add(1);
        inAProcess(() -> outer.get("inner").add(2));
        assertThat(inner).containsExactly(1, 2);
        assertThat(outer.get("inner")).containsExactly(1, 2).isEqualTo(inner);
        var self = manager.<Object>list();
        self.add(self);
        assertThat(self).hasSize(1);
        self.clear();
        assertThat(self).isEmpty();
    }

    @Test
    @Tag("M6")
    @Tag("Q16")
    @Tag("M7")
    @Tag("M9")
    void locks_queues_and_values_go_through_it() throws Exception {
        var things = manager.<String, Object>map();
        var queue = new Queue<String>();
        var value = Value.ofInt(5);
        var lock = new Lock();
        things.put("queue", queue);
        things.put("jobs", new JoinableQueue<Integer>());
        things.put("value", value);
        things.put("lock", lock);
        things.put("array", SharedArray.of(1, 2, 3));
        try (var held = lock.acquire()) {
            assertThat(held).isNotNull();
            inAProcess(() -> {
                @SuppressWarnings("unchecked")
                var there = (Queue<String>) things.get("queue");
                there.put("locked: " + ((Lock) things.get("lock")).isLocked());
                @SuppressWarnings("unchecked")
                var number = (Value<Integer>) things.get("value");
                number.addAndGet(1);
            });
        }
        assertThat(queue.get()).isEqualTo("locked: true");
        assertThat(value.get()).isEqualTo(6);
        assertThat(things.get("jobs")).isInstanceOf(JoinableQueue.class);
        assertThat(things.get("array")).isEqualTo(List.of(1, 2, 3));
    }

    interface Robbery extends Account {
        void rob();
    }

    @Test
    @Tag("M11")
    void any_interface_can_be_shared() throws Exception {
        var account = manager.share(Account.class, new Account.Bank());
        assertThat(account.deposit(10)).isEqualTo(10);
        inAProcess(() -> account.deposit(5));
        assertThat(account.deposit(0)).isEqualTo(15);
        assertThat(account).hasToString("balance 15").isNotInstanceOf(Account.Bank.class);
        var list = manager.<Account>list();
        list.add(account);
        assertThat(list.getFirst()).isEqualTo(account).hasSameHashCodeAs(account);
        assertThat(list.getFirst().deposit(1)).isEqualTo(16);
        assertThatThrownBy(() -> manager.share(Account.Bank.class, new Account.Bank()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Bank");
    }

    @Test
    @Tag("M11")
    void what_the_interface_does_not_show_is_refused() {
        var account = manager.share(Account.class, new Account.Bank());
        var remote = (Remote) java.lang.reflect.Proxy.getInvocationHandler(account);
        assertThatThrownBy(() -> remote.as(Robbery.class).rob())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("rob");
        assertThat(account.deposit(1)).isEqualTo(1);
    }

    @Test
    @Tag("M11")
    @Tag("M16")
    @Tag("rule-23")
    void exceptions_come_typed_with_the_trace_of_both_sides() {
        var account = manager.share(Account.class, new Account.Bank());
        assertThatThrownBy(() -> account.close("no money"))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot close: no money")
                .hasStackTraceContaining("Bank.close")
                .hasStackTraceContaining("exceptions_come_typed");
        assertThatThrownBy(account::fail)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("bankrupt")
                .hasRootCauseInstanceOf(ArithmeticException.class)
                .hasStackTraceContaining("Bank.fail")
                .hasStackTraceContaining("exceptions_come_typed");
        assertThatThrownBy(account::unsendable)
                .isInstanceOf(TaskNotSerializable.class)
                .hasMessageContaining("Thread");
        assertThat(account.deposit(1)).isEqualTo(1);
        var map = manager.<String, Object>map();
        assertThatThrownBy(() -> map.put("thread", Thread.currentThread()))
                .isInstanceOf(TaskNotSerializable.class);
        map.put("fine", 1);
    }

    @Test
    void an_interrupt_ends_a_call() {
        var account = manager.share(Account.class, new Account.Bank());
        var caller =
                Threads.start(() -> {
                    account.await();
                    return true;
                });
        Threads.until(() -> caller.thread().getState() != Thread.State.NEW);
        caller.thread().interrupt();
        assertThatThrownBy(caller::result).hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(account.deposit(1)).isEqualTo(1);
    }

    @Test
    @Tag("rule-23")
    void its_death_fails_calls_under_way_and_later_ones() throws Exception {
        var account = manager.share(Account.class, new Account.Bank());
        var told = new Queue<String>();
        var list = manager.list();
        var answered = new Queue<Boolean>();
        var caller =
                Threads.start(() -> {
                    account.await();
                    return true;
                });
        var client =
                new Process(() -> {
                    answered.put(list.add("here"));
                    try {
                        account.await();
                    } catch (WorkerDied e) {
                        told.put(String.valueOf(e.getMessage()));
                    }
                });
        client.start();
        assertThat(answered.get()).isTrue();
        manager.process().kill();
        assertThatThrownBy(caller::result).hasCauseInstanceOf(WorkerDied.class);
        assertThatThrownBy(() -> account.deposit(1))
                .isInstanceOf(WorkerDied.class)
                .hasMessageContaining(manager.process().name());
        assertThatThrownBy(() -> manager.map()).isInstanceOf(WorkerDied.class);
        assertThat(told.get(Duration.ofSeconds(30))).isPresent();
        client.join();
    }

    @Test
    @Tag("M11")
    void close_ends_the_process_and_refuses_calls() throws Exception {
        var map = manager.<String, Integer>map();
        map.put("a", 1);
        manager.close();
        manager.close();
        assertThat(manager.process().exitCode()).hasValue(0);
        assertThatThrownBy(map::size)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Manager");
        assertThatThrownBy(() -> manager.list()).isInstanceOf(IllegalStateException.class);
    }
}
