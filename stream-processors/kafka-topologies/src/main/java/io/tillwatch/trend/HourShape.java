package io.tillwatch.trend;

import java.time.DayOfWeek;
import java.time.ZonedDateTime;

/** Which hours are thought alike: the finer, the more can be told apart and the longer it takes to learn. */
public enum HourShape {
    /** Hours of the day, those of Saturday and Sunday apart: known after a few days. */
    WEEKENDS_APART(48) {
        @Override
        int index(ZonedDateTime local) {
            DayOfWeek day = local.getDayOfWeek();
            return local.getHour() + (day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY ? DAY : 0);
        }
    },
    /** Hours of the week: a shop that is closed on Sundays or Mondays; known after a few weeks. */
    EVERY_DAY_APART(168) {
        @Override
        int index(ZonedDateTime local) {
            return (local.getDayOfWeek().getValue() - 1) * DAY + local.getHour();
        }
    };

    private static final int DAY = 24;

    private final int size;

    HourShape(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }

    abstract int index(ZonedDateTime local);
}
