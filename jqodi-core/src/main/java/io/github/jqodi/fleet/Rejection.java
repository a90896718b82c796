package io.github.jqodi.fleet;

import java.util.Optional;

/**
 * A device that is left out, or several of one type.
 *
 * @param device name of the device or type
 * @param count how many of it
 * @param resource what it would have to pay most for; empty where no schedule meets its deadline
 * @param reason in words, with the price
 */
public record Rejection(String device, int count, Optional<Resource> resource, String reason) {}
