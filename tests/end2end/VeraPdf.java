import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The real veraPDF engine. The jar that carries it has no JAXB, so its profiles are read with the JDK's DOM.
 *
 * java -cp JAR VeraPdf.java 2a,ua1 FILE... prints, for every rule that a file breaks, one line with tabs
 * between: file, flavour, rule, how often, the first message. Nothing printed: all files conform.
 */
public class VeraPdf {
    private static final int FAILURES_KEPT = 100;

    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String id : args[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
            ValidationProfile profile = profile(flavour);
            for (int at = 1; at < args.length; at++) {
                validate(args[at], flavour, profile);
            }
        }
    }

    private static void validate(String file, PDFAFlavour flavour, ValidationProfile profile) {
        try (InputStream in = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, FAILURES_KEPT, false, false, false)) {
            TreeMap<String, List<String>> broken = new TreeMap<>();
            for (TestAssertion assertion : validator.validate(parser).getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    broken.computeIfAbsent(rule, missing -> new ArrayList<>())
                            .add(assertion.getMessage() + " @ " + assertion.getLocation().getContext());
                }
            }
            broken.forEach((rule, messages) ->
                    report(file, flavour, rule, messages.size(), messages.get(0)));
        } catch (Exception error) {
            report(file, flavour, "error", 1, error.toString());
        }
    }

    private static void report(String file, PDFAFlavour flavour, String rule, int times, String message) {
        String line = message.replaceAll("\\s+", " ");
        System.out.println(String.join("\t", file, flavour.getId(), rule, Integer.toString(times), line));
    }

    private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
        String name = flavour.name().replaceFirst("^PDFA_(\\d)_(\\w)$", "PDFA-$1$2")
                .replaceFirst("^PDFUA_(\\d)$", "PDFUA-$1");
        Element root = read("/org/verapdf/pdfa/validation/" + name + ".xml");
        Set<Rule> rules = new HashSet<>();
        for (Element rule : children(child(root, "rules"), "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element variable : children(child(root, "variables"), "variable")) {
            variables.add(Profiles.variableFromValues(variable.getAttribute("name"),
                    variable.getAttribute("object"), text(variable, "defaultValue"), text(variable, "value")));
        }
        Element details = child(root, "details");
        return Profiles.profileFromValues(flavour,
                Profiles.profileDetailsFromValues(text(details, "name"), text(details, "description"),
                        details.getAttribute("creator"), new Date(0)),
                "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = child(rule, "id");
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"),
                rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
                rule.hasAttribute("tags") ? rule.getAttribute("tags") : null,
                text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(child(rule, "error"), "message"), new ArrayList<>()),
                new ArrayList<>());
    }

    private static Element read(String resource) throws Exception {
        try (InputStream in = VeraPDFFoundry.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no profile " + resource);
            }
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent == null ? null : parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static String text(Element parent, String name) {
        Element found = child(parent, name);
        return found == null ? null : found.getTextContent().trim();
    }
}
