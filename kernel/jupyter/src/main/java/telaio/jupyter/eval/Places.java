package telaio.jupyter.eval;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.LineNumber;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/// Where snippets stand in their cells. Writes it into their classes: the source file becomes
/// `In[4]` and line numbers those of the cell, so that a stack trace made anywhere, also in a
/// worker process, tells cell and line by itself.
final class Places {
    private static final int MAX_LINE = 0xFFFF;

    private Places() {}

    /// @param count the cell's number
    /// @param line the line of the cell on which a snippet's source begins, from 1
    record Place(int count, int line) {
        String file() {
            return "In[" + count + "]";
        }
    }

    /// Lines of a wrapper class as lines of its cell.
    ///
    /// @param place where the snippet's source begins
    /// @param lines for each line of the wrapper, from 1, the line of the source on it, from 0
    @SuppressWarnings("ArrayRecordComponent") // made once, read only
    record Table(Place place, int[] lines) {
        private int lineOf(int wrapped) {
            return Math.clamp(
                    (long) place.line() + lines[Math.min(wrapped, lines.length - 1)], 1, MAX_LINE);
        }
    }

    /// The bytes of a class with cell and lines in it.
    static byte[] write(byte[] classFile, Table table) {
        CodeTransform numbers =
                (builder, element) -> {
                    if (element instanceof LineNumber number) {
                        builder.lineNumber(table.lineOf(number.line()));
                    } else {
                        builder.with(element);
                    }
                };
        ClassTransform file =
                (builder, element) ->
                        builder.with(
                                element instanceof SourceFileAttribute
                                        ? SourceFileAttribute.of(table.place().file())
                                        : element);
        var format = ClassFile.of();
        return format.transformClass(
                format.parse(classFile),
                file.andThen(ClassTransform.transformingMethodBodies(numbers)));
    }

    /// Lines of glue have the line of the source that follows, or else precedes.
    static Table table(SnippetWrapper wrapper, Place place) {
        var wrapped = wrapper.wrapped();
        var source = wrapper.source();
        // Imports stand before the class and hold no source.
        int ofClass = wrapped.indexOf("\nclass ");
        var lines = new int[lineAt(wrapped, wrapped.length()) + 2];
        int begin = 0;
        for (int line = 1; line < lines.length; line++) {
            int newline = wrapped.indexOf('\n', begin);
            int end = newline < 0 ? wrapped.length() : newline;
            lines[line] = begin <= ofClass ? -1 : sourceLine(wrapper, wrapped, source, begin, end);
            begin = end + 1;
        }
        fillGlue(lines);
        return new Table(place, lines);
    }

    private static int sourceLine(
            SnippetWrapper wrapper, String wrapped, String source, int begin, int end) {
        for (int at = begin; at < end; at++) {
            if (wrapped.charAt(at) <= ' ') {
                continue;
            }
            int from = wrapper.wrappedToSourcePosition(at);
            // Glue maps to the nearest source: only a position that maps back is the source's own.
            if (from >= 0
                    && from < source.length()
                    && source.charAt(from) == wrapped.charAt(at)
                    && wrapper.sourceToWrappedPosition(from) == at) {
                return lineAt(source, from);
            }
        }
        return -1;
    }

    private static void fillGlue(int[] lines) {
        int next = -1;
        for (int line = lines.length - 1; line > 0; line--) {
            next = lines[line] < 0 ? next : lines[line];
            lines[line] = next;
        }
        int previous = 0;
        for (int line = 1; line < lines.length; line++) {
            previous = lines[line] < 0 ? previous : lines[line];
            lines[line] = previous;
        }
    }

    /// How many lines of `text` end before `offset`.
    static int lineAt(String text, int offset) {
        return (int)
                text.substring(0, Math.min(offset, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
