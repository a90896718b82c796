package io.github.jqodi.bench.cli;

import io.github.jqodi.control.RateForecast;
import io.github.jqodi.control.RateForecasts;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.bandwidth.CautiousRates;
import java.util.List;

/**
 * A forecast of rates by its name, as {@code last} or {@code quantile:0.1}.
 *
 * @param usage tells bad ones
 * @param name as it was given
 */
record ForecastName(Usage usage, String name) {
    private static final List<String> KNOWN =
            List.of("last", "mean", "replayed", "autoregressive", "autoregressive:Z", "quantile:P");

    RateForecast forecast() {
        int colon = name.indexOf(':');
        String kind = colon < 0 ? name : name.substring(0, colon + 1);
        return switch (kind) {
            case "last" -> RateForecasts.LAST;
            case "mean" -> RateForecasts.MEAN;
            case "replayed" -> RateForecasts.REPLAYED;
            case "autoregressive" -> RateForecasts.TWO_TIME_SCALES;
            case "autoregressive:", "quantile:" -> cautious(kind, name.substring(colon + 1));
            default -> throw usage.unknown("--forecast", name, KNOWN);
        };
    }

    private RateForecast cautious(String kind, String number) {
        try {
            double value = NumberText.parse(number);
            return kind.equals("quantile:")
                    ? CautiousRates.quantile(value)
                    : CautiousRates.below(RateForecasts.TWO_TIME_SCALES, value);
        } catch (NumberFormatException e) {
            throw usage.unknown("--forecast", name, KNOWN);
        } catch (InvalidValueException e) {
            throw usage.bad("--forecast " + name + ": " + e.getMessage());
        }
    }
}
