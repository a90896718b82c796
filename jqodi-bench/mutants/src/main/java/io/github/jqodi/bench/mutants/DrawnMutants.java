package io.github.jqodi.bench.mutants;

import java.util.Collection;
import java.util.SplittableRandom;
import org.pitest.bytecode.analysis.ClassTree;
import org.pitest.mutationtest.build.InterceptorParameters;
import org.pitest.mutationtest.build.InterceptorType;
import org.pitest.mutationtest.build.MutationInterceptor;
import org.pitest.mutationtest.build.MutationInterceptorFactory;
import org.pitest.mutationtest.engine.Mutater;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.plugin.Feature;
import org.pitest.plugin.FeatureParameter;

/**
 * Filter of PIT's mutants that keeps a share of them, drawn by seed: each is kept or not by its identifier alone, whatever
 * others there are. Feature {@code +DRAW(seed[13] share[0.079])}.
 */
public final class DrawnMutants implements MutationInterceptorFactory {
    private static final FeatureParameter SEED = FeatureParameter.named("seed");
    private static final FeatureParameter SHARE = FeatureParameter.named("share");

    @Override
    public String description() {
        return "Mutants drawn by seed";
    }

    @Override
    public Feature provides() {
        return Feature.named("DRAW")
                .withDescription("Keeps a share of the mutants, drawn by seed")
                .withParameter(SEED)
                .withParameter(SHARE);
    }

    @Override
    public MutationInterceptor createInterceptor(InterceptorParameters parameters) {
        long seed = parameters.getInteger(SEED).orElse(13);
        double share = parameters.getString(SHARE).map(Double::parseDouble).orElse(1.0);
        return new Draw(seed, share);
    }

    private record Draw(long seed, double share) implements MutationInterceptor {
        @Override
        public InterceptorType type() {
            return InterceptorType.FILTER;
        }

        @Override
        public void begin(ClassTree type) {}

        @Override
        public Collection<MutationDetails> intercept(Collection<MutationDetails> mutations, Mutater mutater) {
            return mutations.stream().filter(this::isKept).toList();
        }

        private boolean isKept(MutationDetails mutation) {
            String id = mutation.getId().toString();
            return new SplittableRandom(seed ^ id.hashCode()).nextDouble() < share;
        }

        @Override
        public void end() {}
    }
}
