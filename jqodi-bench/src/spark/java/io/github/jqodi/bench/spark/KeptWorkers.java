package io.github.jqodi.bench.spark;

import io.github.jqodi.fleet.PricingWorker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * The workers that a Java process keeps from round to round, those of a few sessions. One that is not there, since its process
 * was lost or its task went elsewhere, is made again and asked everything that was asked before, so that it answers as if it had
 * been there all the time.
 */
final class KeptWorkers {
    private static final int MOST_SESSIONS = 4;

    private static final Map<String, Map<Integer, KeptWorker>> SESSIONS = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<Integer, KeptWorker>> eldest) {
            return size() > MOST_SESSIONS;
        }
    };

    private KeptWorkers() {}

    static KeptWorker of(String session, int part) {
        synchronized (SESSIONS) {
            return SESSIONS.computeIfAbsent(session, key -> new LinkedHashMap<>())
                    .computeIfAbsent(part, key -> new KeptWorker());
        }
    }

    /** Forgets a session; nothing happens where it is not known. */
    static void forget(String session) {
        synchronized (SESSIONS) {
            SESSIONS.remove(session);
        }
    }

    /** The worker of one part of one session. Two attempts at one task may meet here. */
    static final class KeptWorker {
        private @Nullable PricingWorker worker;
        private int asked;
        private byte[] last = new byte[0];

        /** The answer to the last of some rounds. */
        synchronized byte[] answer(Supplier<PricingWorker> made, List<Broadcast<Ask>> rounds) {
            upTo(rounds.size(), made, rounds);
            return last;
        }

        /** What devices keep after some rounds. */
        synchronized byte[] memory(Supplier<PricingWorker> made, List<Broadcast<Ask>> rounds) {
            return upTo(rounds.size(), made, rounds).memory();
        }

        /** One that fails in the midst of a round is not used again. */
        private PricingWorker upTo(int count, Supplier<PricingWorker> made, List<Broadcast<Ask>> rounds) {
            PricingWorker own = asked > count ? null : worker;
            worker = null;
            if (own == null) {
                own = made.get();
                asked = 0;
            }
            for (; asked < count; asked++) {
                last = ask(own, rounds.get(asked));
            }
            worker = own;
            return own;
        }

        private static byte[] ask(PricingWorker worker, Broadcast<Ask> round) {
            return worker.answer(round.value().prices(), round.value().mode());
        }

        /** As if its process had been lost. */
        synchronized void lose() {
            worker = null;
            asked = 0;
        }
    }
}
