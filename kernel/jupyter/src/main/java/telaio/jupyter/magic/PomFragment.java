package telaio.jupyter.magic;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/// Pieces of a `pom.xml`, as documentation of libraries shows them, made into a whole one.
final class PomFragment {
    private PomFragment() {}

    /// A project with everything that `body` has: dependencies and repositories may stand by
    /// themselves or in their lists. A whole project is left as it is.
    ///
    /// @throws MagicFailed if it is no XML
    static String whole(String body) throws MagicFailed {
        try {
            var text = body.strip().replaceFirst("^<\\?xml[^>]*\\?>", "");
            var given = parse("<given>" + text + "</given>");
            for (var node = given.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element element && name(element).equals("project")) {
                    return text;
                }
            }
            return text(assemble(given));
        } catch (Exception malformed) {
            throw new MagicFailed(
                    Texts.NO_XML.text(String.valueOf(malformed.getMessage())), malformed);
        }
    }

    private static Element parse(String text) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
    }

    private static Document assemble(Element given) throws Exception {
        var whole = parse("<project/>").getOwnerDocument();
        var project = whole.getDocumentElement();
        add(project, "modelVersion", "4.0.0");
        add(project, "groupId", "notebook");
        add(project, "artifactId", "notebook");
        add(project, "version", "1");
        var dependencies = add(project, "dependencies", "");
        var repositories = add(project, "repositories", "");
        for (var node = given.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                switch (name(element)) {
                    case "dependency" -> dependencies.appendChild(whole.importNode(element, true));
                    case "repository" -> repositories.appendChild(whole.importNode(element, true));
                    case "dependencies" -> children(element, dependencies);
                    case "repositories" -> children(element, repositories);
                    case String name when KNOWN.contains(name) -> {}
                    default -> project.appendChild(whole.importNode(element, true));
                }
            }
        }
        return whole;
    }

    private static final Set<String> KNOWN =
            Set.of("modelVersion", "groupId", "artifactId", "version");

    private static String name(Element element) {
        return element.getTagName();
    }

    private static Element add(Element parent, String name, String text) {
        var child = parent.getOwnerDocument().createElement(name);
        child.setTextContent(text);
        parent.appendChild(child);
        return child;
    }

    private static void children(Element from, Element to) {
        for (Node node = from.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                to.appendChild(to.getOwnerDocument().importNode(element, true));
            }
        }
    }

    private static String text(Document document) throws Exception {
        var transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        var text = new StringWriter();
        transformer.transform(new DOMSource(document), new StreamResult(text));
        return text.toString();
    }
}
