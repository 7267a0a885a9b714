package telaio.jupyter.eval;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/// What became of a snippet's source.
///
/// @param events one for each snippet added or changed, the source's own first
/// @param revived variables declared again, as their type had lost them; with what that changed
/// @param classes to load before `calls` are made, by binary name
/// @param redefined classes to redefine before, ready for the session, and what they need
/// @param calls to make in order
record Compiled(
        List<SnippetEvent> events,
        List<SnippetEvent> revived,
        Map<String, byte[]> classes,
        Map<String, byte[]> redefined,
        List<CollectingControl.Call> calls) {
    /// The events of the snippets that the source itself holds.
    List<SnippetEvent> own() {
        return events.stream().filter(event -> event.causeSnippet() == null).toList();
    }

    /// Names of variables that are gone because the type they had is.
    List<String> lost() {
        return bereft(events)
                .map(VarSnippet::name)
                .filter(name -> revived.stream().noneMatch(event -> declares(event, name)))
                .toList();
    }

    private static boolean declares(SnippetEvent event, String name) {
        return event.status().isDefined()
                && event.snippet() instanceof VarSnippet variable
                && variable.name().equals(name);
    }

    /// The variables JShell made to hold the values of expressions.
    List<VarSnippet> temporaries() {
        return own().stream()
                .map(SnippetEvent::snippet)
                .filter(s -> s.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND)
                .map(VarSnippet.class::cast)
                .toList();
    }

    /// The variables that a change elsewhere has undefined: of `var`s JShell forgets the type.
    static Stream<VarSnippet> bereft(List<SnippetEvent> events) {
        return events.stream()
                .filter(event -> event.causeSnippet() != null && event.previousStatus().isDefined())
                .filter(event ->
                        !event.status().isDefined() && event.status() != Status.OVERWRITTEN)
                .map(SnippetEvent::snippet)
                .filter(s -> s instanceof VarSnippet)
                .map(VarSnippet.class::cast);
    }
}
