package io.github.jqodi.scenario;

/** Whether server and cut may change between epochs. */
public enum SchedulePolicy {
    /** Each epoch has an action of its own. */
    PER_EPOCH,
    /** One action serves the whole run. */
    FIXED
}
