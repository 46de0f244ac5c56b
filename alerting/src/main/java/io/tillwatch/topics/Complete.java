package io.tillwatch.topics;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.ReasonCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a record that was read from JSON to what its declaration says: every component that is not {@link Nullable} is
 * there. Without it an absent field would surface as a null somewhere in the middle of a rule.
 */
public final class Complete {
    private static final ClassValue<List<RecordComponent>> REQUIRED = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.getType().isPrimitive())
                    .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                    .toList();
        }
    };

    private Complete() {}

    /** @throws ContractViolation that names the first component that is missing */
    public static <T extends Record> T check(T record) {
        for (RecordComponent component : REQUIRED.get(record.getClass())) {
            if (value(component, record) == null) {
                throw new ContractViolation(ReasonCode.INVALID_BODY, component.getName() + " is missing");
            }
        }
        return record;
    }

    private static @Nullable Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component.getName() + " of " + record.getClass(), e);
        }
    }
}
