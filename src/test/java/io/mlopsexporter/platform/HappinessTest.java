package io.mlopsexporter.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.SurveyAnswers;
import io.mlopsexporter.event.SurveyAnswers.Response;
import io.mlopsexporter.platform.SurveyFigures.InWindow;
import io.mlopsexporter.platform.SurveyPolicy.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What users say, in whole blocks of five (design 3.8). Times are days before now. */
final class HappinessTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Window QUARTER = new Window("90d", Duration.ofDays(90));

    private final List<Response> responses = new ArrayList<>();
    private OptionalInt invited = OptionalInt.empty();

    @Test
    void belowABlock_nothingButTheCountIsPublished_andThatIsZero() {
        answer(10, 1, 0);
        answer(9, 1, 0);
        answer(8, 5, 10);
        answer(7, 5, 10);
        assertThat(quarter().responses()).isZero();
        assertThat(quarter().satisfaction()).isEmpty();
        assertThat(quarter().netPromoterScore()).isEmpty();

        answer(6, 3, 8);
        assertThat(quarter().responses()).isEqualTo(5);
        assertThat(quarter().satisfaction()).hasValue(0.4);
        assertThat(quarter().netPromoterScore()).hasValue(0);
    }

    @Test
    void noFigureMovesUntilTheNextBlockIsWhole() {
        for (int day = 20; day > 15; day--) {
            answer(day, 4, 9);
        }
        InWindow whole = quarter();
        assertThat(whole.satisfaction()).hasValue(1);
        assertThat(whole.netPromoterScore()).hasValue(100);
        for (int day = 10; day > 6; day--) {
            answer(day, 1, 0);
            assertThat(quarter()).as("with one more answer").isEqualTo(whole);
        }
        answer(5, 1, 0);
        assertThat(quarter().responses()).isEqualTo(10);
        assertThat(quarter().satisfaction()).hasValue(0.5);
        assertThat(quarter().netPromoterScore()).hasValue(0);
    }

    @Test
    void aBlock_isInAWindowByItsLastAnswer_wholeOrNotAtAll() {
        for (int day = 94; day > 89; day--) {
            answer(day, 4, 9);
        }
        assertThat(quarter().responses())
                .as("the last one is 90 days old, to the instant")
                .isZero();
        responses.clear();
        for (int day = 93; day > 88; day--) {
            answer(day, 4, 9);
        }
        assertThat(quarter().responses()).isEqualTo(5);
    }

    @Test
    void whoLeftAQuestionOut_isInNoBlockOfIt() {
        for (int day = 20; day > 15; day--) {
            responses.add(new Response(ago(day), Optional.of(5.0), Optional.empty()));
        }
        for (int day = 14; day > 10; day--) {
            responses.add(new Response(ago(day), Optional.empty(), Optional.of(10.0)));
        }
        assertThat(quarter().satisfaction()).hasValue(1);
        assertThat(quarter().netPromoterScore()).as("four answers").isEmpty();
        assertThat(quarter().responses()).isEqualTo(5);
    }

    @Test
    void responseRate_isOfThoseInvited_andAbsentIfItCannotBeRight() {
        for (int day = 20; day > 15; day--) {
            answer(day, 4, 9);
        }
        assertThat(quarter().responseRatio()).isEmpty();
        invited = OptionalInt.of(20);
        assertThat(quarter().responseRatio()).hasValue(0.25);
        invited = OptionalInt.of(4);
        assertThat(quarter().responseRatio()).isEmpty();
    }

    @Test
    void answersAfterTheAsOf_areNotKnownYet() {
        for (int day = 3; day > -2; day--) {
            answer(day, 4, 9);
        }
        assertThat(quarter().responses()).isZero();
    }

    @Test
    void orderOfTheFile_doesNotMatter() {
        Random random = new Random(7);
        for (int count = 0; count < 43; count++) {
            answer(1 + random.nextInt(200), 1 + random.nextInt(5), random.nextInt(11));
        }
        responses.sort(java.util.Comparator.comparing(Response::at));
        // of one instant, the order is the file's
        List<Response> distinct = new ArrayList<>();
        for (int at = 0; at < responses.size(); at++) {
            Response one = responses.get(at);
            distinct.add(new Response(one.at().plusSeconds(at), one.satisfaction(), one.recommendation()));
        }
        responses.clear();
        responses.addAll(distinct);
        InWindow sorted = quarter();
        Collections.shuffle(responses, random);
        assertThat(quarter()).isEqualTo(sorted);
        assertThat(sorted.responses()).isPositive();
    }

    private void answer(int daysAgo, int satisfaction, int recommendation) {
        responses.add(
                new Response(ago(daysAgo), Optional.of((double) satisfaction), Optional.of((double) recommendation)));
    }

    private static Instant ago(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private InWindow quarter() {
        var answers = new SurveyAnswers("survey-platform/answers", "platform", responses);
        return Happiness.figures(answers, new Asked(4, 5, invited), List.of(QUARTER), NOW)
                .windows()
                .get(0);
    }
}
