package io.github.jqodi.json;

import io.github.jqodi.error.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * All fields of an object whose values break a rule of what is built of them, which itself complains of the first alone. The value
 * complained of gets a stand-in that keeps the rule, and the building is tried again. Rules that join two fields depend on the
 * stand-in, so that a further complaint counts only if it is the same for the least and for the largest one.
 */
final class RangeRules {
    private static final List<Double> NUMBERS = List.of(0.0, 1e-6, 0.75, 1.0, 32.0, 1e6);
    private static final List<Integer> INTEGERS = List.of(0, 1, 2, 1_000_000);
    private static final List<String> TEXTS = List.of("a name");

    private final Field<?>[] fields;
    private final Supplier<?> building;
    private final List<Mended> mended = new ArrayList<>();

    private RangeRules(Supplier<?> building, Field<?>... fields) {
        this.building = building;
        this.fields = fields;
    }

    /** Complaints beside the first one, so many at most, each of which builds a few times; the fields are as before afterwards. */
    static List<InvalidValueException> others(
            InvalidValueException first, int most, Supplier<?> building, Field<?>... fields) {
        RangeRules rules = new RangeRules(building, fields);
        List<Optional<?>> values = new ArrayList<>();
        for (Field<?> field : fields) {
            values.add(field.value());
        }
        try {
            return rules.others(first, most);
        } finally {
            for (int i = 0; i < fields.length; i++) {
                fields[i].replace(values.get(i));
            }
        }
    }

    private List<InvalidValueException> others(InvalidValueException first, int most) {
        List<InvalidValueException> others = new ArrayList<>();
        Optional<InvalidValueException> complaint = Optional.of(first);
        while (others.size() < most && mend(complaint.get())) {
            complaint = further();
            if (complaint.isEmpty()) {
                break;
            }
            others.add(complaint.get());
        }
        return others;
    }

    /** Whether the value complained of has stand-ins that keep its rule. */
    private boolean mend(InvalidValueException complaint) {
        Optional<Place> place = Place.of(complaint.field(), fields);
        if (place.isEmpty() || mended.stream().anyMatch(each -> each.field.equals(complaint.field()))) {
            return false;
        }
        List<?> keeping = standIns(place.get().value()).stream()
                .filter(keepsRule(place.get(), complaint.field()))
                .toList();
        if (keeping.isEmpty()) {
            return false;
        }
        Mended value = new Mended(complaint.field(), place.get(), keeping.get(0), keeping.get(keeping.size() - 1));
        mended.add(value);
        return true;
    }

    private Predicate<Object> keepsRule(Place place, String field) {
        return standIn -> {
            place.put(standIn);
            return complaint().map(each -> !each.field().equals(field)).orElse(true);
        };
    }

    private Optional<InvalidValueException> further() {
        mended.forEach(value -> value.place.put(value.largest));
        Optional<InvalidValueException> atLargest = complaint();
        mended.forEach(value -> value.place.put(value.least));
        return complaint()
                .filter(least -> atLargest
                        .filter(largest -> String.valueOf(largest.getMessage()).equals(least.getMessage()))
                        .isPresent());
    }

    private Optional<InvalidValueException> complaint() {
        try {
            Object unused = building.get();
            return Optional.empty();
        } catch (InvalidValueException e) {
            return Optional.of(e);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no rule of a field
        }
    }

    private static List<?> standIns(Object value) {
        if (value instanceof Double) {
            return NUMBERS;
        }
        if (value instanceof Integer) {
            return INTEGERS;
        }
        return value instanceof String ? TEXTS : List.of();
    }

    /**
     * A value with its stand-ins.
     *
     * @param field as complaints name it
     * @param place where it stands
     * @param least of the stand-ins that keep its rule
     * @param largest of them
     */
    private record Mended(String field, Place place, Object least, Object largest) {}

    /**
     * A field, or an element of its list.
     *
     * @param field that holds it
     * @param index in the list; empty of the field itself
     */
    private record Place(Field<?> field, Optional<Integer> index) {
        static Optional<Place> of(String name, Field<?>... fields) {
            int slash = name.indexOf('/');
            String head = slash < 0 ? name : name.substring(0, slash);
            for (Field<?> field : fields) {
                if (field.name().equals(head) && field.value().isPresent()) {
                    return slash < 0
                            ? Optional.of(new Place(field, Optional.empty()))
                            : element(field, name.substring(slash + 1));
                }
            }
            return Optional.empty();
        }

        private static Optional<Place> element(Field<?> field, String index) {
            return field.value().get() instanceof List<?> list
                            && index.matches("[0-9]{1,7}")
                            && Integer.parseInt(index) < list.size()
                    ? Optional.of(new Place(field, Optional.of(Integer.valueOf(index))))
                    : Optional.empty();
        }

        Object value() {
            Object held = field.value().orElseThrow();
            return index.isPresent() ? ((List<?>) held).get(index.get()) : held;
        }

        void put(Object standIn) {
            if (index.isEmpty()) {
                field.replace(Optional.of(standIn));
                return;
            }
            List<Object> list = new ArrayList<>((List<?>) field.value().orElseThrow());
            list.set(index.get(), standIn);
            field.replace(Optional.of(list));
        }
    }
}
