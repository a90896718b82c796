package io.github.jqodi.testing;

import java.util.List;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/** Properties are tried as {@link Inputs} are drawn: more often, for a time, from another seed. */
public final class MoreTries implements AroundPropertyHook, AroundTryHook {
    private static volatile long end = Long.MAX_VALUE;

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        double seconds = Inputs.seconds();
        Long seed = Long.getLong("jqodi.seed");
        if (seed != null) {
            context.attributes().setSeed(seed.toString());
        }
        context.attributes()
                .tries()
                // an example is tried once
                .filter(few -> few > 1)
                .ifPresent(few -> context.attributes()
                        .setTries(seconds > 0 ? Integer.MAX_VALUE : Math.toIntExact(Inputs.scaled(few))));
        end = seconds > 0 ? System.nanoTime() + (long) (seconds * 1e9) : Long.MAX_VALUE;
        PropertyExecutionResult result = property.execute();
        if (seconds > 0) {
            System.out.println(context.extendedLabel() + ": " + result.countTries() + " inputs from seed "
                    + result.seed().orElse("") + ", " + result.status());
        }
        return result;
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor tried, List<Object> parameters) {
        TryExecutionResult result = tried.execute(parameters);
        boolean isOver = end != Long.MAX_VALUE && System.nanoTime() >= end;
        return isOver && result.isSatisfied() ? TryExecutionResult.satisfied(true) : result;
    }
}
