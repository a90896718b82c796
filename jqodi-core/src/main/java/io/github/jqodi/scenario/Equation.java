package io.github.jqodi.scenario;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the one method in which an equation of the paper stands (Zhou et al., doi 10.1109/TON.2026.3689748). */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Equation {
    /**
     * {@return number of the equation in the paper}
     */
    int value();
}
