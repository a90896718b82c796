package io.github.jqodi.bench.spark;

import io.github.jqodi.fleet.PricingMode;
import io.github.jqodi.fleet.PricingPart;
import io.github.jqodi.fleet.PricingSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** Rounds of pricing of one solve. A task is sent its number and names of what it may have to fetch: its part, and all rounds. */
final class SparkSessionOfPricing implements PricingSession {
    private final String name = "pricing " + UUID.randomUUID();
    private final JavaSparkContext context;
    private final List<Broadcast<ShippedPart>> parts = new ArrayList<>();
    private final List<Broadcast<Ask>> rounds = new ArrayList<>();
    private final Accident accident;

    SparkSessionOfPricing(JavaSparkContext context, List<PricingPart> given, Accident accident) {
        this.context = context;
        this.accident = accident;
        // writing the texts is most of the work
        given.parallelStream().map(ShippedPart::new).toList().forEach(part -> parts.add(context.broadcast(part)));
    }

    @Override
    public Optional<List<byte[]>> round(double[] prices, PricingMode mode) {
        rounds.add(context.broadcast(new Ask(prices, mode)));
        return collected(new Answering(name, List.copyOf(parts), List.copyOf(rounds), accident));
    }

    @Override
    public Optional<List<byte[]>> memories() {
        return collected(new Remembering(name, List.copyOf(parts), List.copyOf(rounds)));
    }

    private Optional<List<byte[]>> collected(Function<Integer, byte[]> task) {
        List<Integer> numbers = IntStream.range(0, parts.size()).boxed().toList();
        JavaRDD<byte[]> answers = context.parallelize(numbers, parts.size()).map(task);
        try {
            context.setJobGroup(name, "prices of a fleet", true);
            return Optional.of(collected(answers));
        } catch (InterruptedException e) {
            context.cancelJobGroup(name);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            context.clearJobGroup();
        }
    }

    /** Spark throws an interruption without saying so. */
    @SuppressWarnings("RedundantThrows")
    private static List<byte[]> collected(JavaRDD<byte[]> answers) throws InterruptedException {
        return answers.collect();
    }

    @Override
    public void close() {
        KeptWorkers.forget(name);
        parts.forEach(Broadcast::destroy);
        rounds.forEach(Broadcast::destroy);
    }

    @Override
    public String toString() {
        return name + ", " + parts.size() + " parts, " + rounds.size() + " rounds";
    }

    /** One part's answer to the last round. */
    private record Answering(
            String name, List<Broadcast<ShippedPart>> parts, List<Broadcast<Ask>> rounds, Accident accident)
            implements Function<Integer, byte[]> {
        @Override
        public byte[] call(Integer part) {
            KeptWorkers.KeptWorker worker = KeptWorkers.of(name, part);
            accident.before(worker, part, rounds.size());
            return worker.answer(() -> parts.get(part).value().worker(), rounds);
        }
    }

    /** What one part keeps from all rounds. */
    private record Remembering(String name, List<Broadcast<ShippedPart>> parts, List<Broadcast<Ask>> rounds)
            implements Function<Integer, byte[]> {
        @Override
        public byte[] call(Integer part) {
            return KeptWorkers.of(name, part)
                    .memory(() -> parts.get(part).value().worker(), rounds);
        }
    }
}
