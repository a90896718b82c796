package io.github.jqodi.control;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Check;
import java.util.function.Supplier;

/** A forecast of rates asked by link. What a caller's forecast answers is checked, and told by the name of the link. */
final class LinkForecast {
    private final RateForecast forecast;

    LinkForecast(RateForecast forecast) {
        this.forecast = forecast;
    }

    /** The mean rate of a stretch of time to come, bits per second. */
    double bitsPerSecond(LinkName name, LinkState link, double fromSeconds, double toSeconds) {
        return number(name, "bitsPerSecond", () -> forecast.bitsPerSecond(link.known(), fromSeconds, toSeconds));
    }

    /** What the rates of a stretch of time to come are believed to be. */
    LogRate belief(LinkName name, LinkState link, double fromSeconds, double toSeconds) {
        return answer(name, "belief", () -> forecast.belief(link.known(), fromSeconds, toSeconds));
    }

    /** How long an epoch waits for gaps of a device link, seconds. */
    double waitSeconds(LinkName name, LinkState link) {
        return number(name, "waitSeconds", () -> forecast.waitSeconds(link.known()));
    }

    private double number(LinkName name, String question, Supplier<Double> asked) {
        double number = answer(name, question, asked);
        if (!(number >= 0 && number < Double.POSITIVE_INFINITY)) {
            Check.nonNegative(what(name, question), number);
        }
        return number;
    }

    private <T> T answer(LinkName name, String question, Supplier<T> asked) {
        return forecast instanceof RateForecasts ? asked.get() : CallerCode.ask(() -> what(name, question), asked);
    }

    private static String what(LinkName name, String question) {
        return "forecast of " + name + ": " + question;
    }
}
