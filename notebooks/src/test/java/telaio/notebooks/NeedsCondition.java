package telaio.notebooks;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Decides for [Needs].
final class NeedsCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Needs needs = context.getRequiredTestClass().getAnnotation(Needs.class);
        if (needs == null || context.getTestMethod().isPresent()) {
            return ConditionEvaluationResult.enabled("the class has been decided");
        }
        Optional<Tool> missing =
                Arrays.stream(needs.value()).filter(tool -> tool.find().isEmpty()).findFirst();
        boolean ci = "true".equals(System.getenv("CI"));
        boolean strict = ci && missing.map(Tool::isRequired).orElse(false);
        var result = decide(context.getDisplayName(), missing.map(Tool::missing), strict);
        if (result.isDisabled()) {
            System.out.println(result.getReason().orElseThrow());
        }
        return result;
    }

    /// @throws IllegalStateException if something is missing and nothing may be skipped
    static ConditionEvaluationResult decide(String test, Optional<String> missing, boolean ci) {
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("everything is there");
        }
        if (ci) {
            throw new IllegalStateException(
                    "CI=true, nothing is skipped: %s %s".formatted(test, missing.get()));
        }
        return ConditionEvaluationResult.disabled("Skipped: %s %s".formatted(test, missing.get()));
    }
}
