package io.github.jqodi.plan;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.Ineffective;
import io.github.jqodi.plan.Infeasibility.Reason;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/** Explains why a candidate has no plan. */
public final class Infeasibilities {
    /** Epochs costed between two looks at a stop signal. */
    private static final int STOP_INTERVAL = 1024;

    private Infeasibilities() {}

    /**
     * No schedule is effective in every epoch.
     *
     * @param candidate the quantized model
     * @return the reason of the first action that cannot serve the whole run
     */
    public static Infeasibility noSchedule(Candidate candidate) {
        return noSchedule(candidate, Stopped.NEVER);
    }

    /**
     * No schedule is effective in every epoch.
     *
     * @param candidate the quantized model
     * @param stop asked now and then; true ends the work by an exception that only this library's solvers know
     * @return the reason of the first action that cannot serve the whole run
     */
    public static Infeasibility noSchedule(Candidate candidate, BooleanSupplier stop) {
        int epochs = Math.min(candidate.robustEpochs(), candidate.costs().steadyFromEpoch());
        int looked = 0;
        for (Action action : candidate.actions()) {
            for (int k = 1; k <= epochs; k++) {
                Stopped.every(STOP_INTERVAL, looked++, stop);
                Cost cost = candidate.costs().epoch(action, k);
                if (!cost.isEffective()) {
                    return of(candidate, cost.ineffective().orElseThrow());
                }
            }
        }
        throw new IllegalStateException("every action of " + candidate.label() + " is effective");
    }

    /**
     * No inference can be run where it would have to.
     *
     * @param candidate the quantized model
     * @param samples how many
     * @return the reason of the first action that cannot run it
     */
    public static Infeasibility noInference(Candidate candidate, double samples) {
        return noInference(candidate, samples, Stopped.NEVER);
    }

    /**
     * No inference can be run where it would have to.
     *
     * @param candidate the quantized model
     * @param samples how many
     * @param stop asked now and then; true ends the work by an exception that only this library's solvers know
     * @return the reason of the first action that cannot run it
     */
    public static Infeasibility noInference(Candidate candidate, double samples, BooleanSupplier stop) {
        return candidate.actions().stream()
                .peek(action -> Stopped.when(stop))
                .flatMap(action -> candidate.costs().inference(action, samples).ineffective().stream())
                .findFirst()
                .map(why -> of(candidate, why))
                .orElseThrow();
    }

    /**
     * Even the fastest schedule is not below the deadline.
     *
     * @param candidate the quantized model
     * @param fastest its fastest schedule
     * @param deadlineSeconds T_max
     * @return the reason, with the smallest deadline that would do
     */
    public static Infeasibility tooSlow(Candidate candidate, FastestSchedule fastest, double deadlineSeconds) {
        return base(
                        candidate,
                        Reason.DEADLINE,
                        "its fastest schedule takes " + fastest.seconds() + " s over " + candidate.robustEpochs()
                                + " epochs, not below " + deadlineSeconds + " s")
                .withNumbers(deadlineSeconds, fastest.seconds())
                .withRelaxations(fastest.smallestDeadlineSeconds(), OptionalDouble.empty());
    }

    /**
     * A limit ended the search before a plan was found.
     *
     * @param candidate the quantized model
     * @param limit which one
     * @return the reason
     */
    public static Infeasibility undecided(Candidate candidate, String limit) {
        return base(candidate, Reason.UNDECIDED, limit);
    }

    private static Infeasibility of(Candidate candidate, Ineffective why) {
        Reason reason = switch (why.kind()) {
            case MEMORY -> Reason.MEMORY;
            case LINK -> Reason.LINK;
            case UNMEASURED -> Reason.UNMEASURED;
            case OVERFLOW -> Reason.OVERFLOW;
        };
        Infeasibility bare = base(candidate, reason, why.message());
        boolean numbers = Double.isFinite(why.limit()) && Double.isFinite(why.value());
        return numbers ? bare.withNumbers(why.limit(), why.value()) : bare;
    }

    private static Infeasibility base(Candidate candidate, Reason reason, String message) {
        return Infeasibility.of(candidate.model().name(), candidate.bits(), reason, message);
    }
}
