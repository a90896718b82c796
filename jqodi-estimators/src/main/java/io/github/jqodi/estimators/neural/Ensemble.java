package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ensemble of networks of one shape from different seeds, whose outputs are averaged: steadier than one (Lakshminarayanan, Pritzel
 * and Blundell, Simple and scalable predictive uncertainty estimation using deep ensembles, NIPS 2017). Immutable.
 *
 * @param members at least one
 */
record Ensemble(List<TrainedNetwork> members) {
    private static final int MOST_MEMBERS = 64;

    Ensemble {
        members = List.copyOf(members);
    }

    /** Trains so many members; they differ by the numbers they start from and by the order of the examples. */
    static Ensemble train(NetworkShape shape, Examples examples, TrainingSettings settings, int count) {
        List<TrainedNetwork> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(PinballTraining.train(shape, examples, settings.withSeed(settings.seed() + i)));
        }
        return new Ensemble(members);
    }

    double[] outputs(float[][] steps, float[] context) {
        double[] mean = new double[members.get(0).shape().outputs()];
        for (TrainedNetwork member : members) {
            double[] outputs = member.outputs(steps, context);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += outputs[i] / members.size();
            }
        }
        return mean;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(members.size());
        for (TrainedNetwork member : members) {
            member.write(out);
        }
    }

    static Ensemble read(SavedNumbers in) throws IOException {
        int count = Check.between("members", in.integer(), 1, MOST_MEMBERS);
        List<TrainedNetwork> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(TrainedNetwork.read(in));
        }
        return new Ensemble(members);
    }

    /** Refuses a saved ensemble that is not of the shape its reader needs. */
    Ensemble checked(int stepInputs, int context, int outputs) {
        for (TrainedNetwork member : members) {
            NetworkShape shape = member.shape();
            Check.that(
                    shape.stepInputs() == stepInputs && shape.context() == context && shape.outputs() == outputs,
                    "shape",
                    shape,
                    "does not fit");
        }
        return this;
    }
}
