package io.mlopsexporter.source.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.event.SurveyAnswers.Response;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.file.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The exports of the usual form tools as they are, and what may be wrong with them. */
final class ExportTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private Optional<String> time = Optional.empty();
    private Optional<String> satisfaction = Optional.of("/satisfied/");
    private Optional<String> recommendation = Optional.of("/recommend/");
    private Map<String, Integer> answers = Map.of();
    private Optional<String> dateFormat = Optional.empty();
    private Optional<ZoneId> zone = Optional.empty();
    private Optional<Charset> encoding = Optional.empty();

    @Test
    void googleForms_withOffsetsAndHalfHours_quotedCells() {
        var content = read("""
                "Timestamp","How satisfied are you with the platform?","Would you recommend it?","What else?"
                "2026/09/05 1:35:15 AM GMT+5:30","4","9","fine; mostly"
                "2026/09/05 12:00:00 pm GMT-3","2","6","it, ""breaks""
                on Mondays"
                "2026/09/06 12:10:00 am GMT","5","10",""
                """);

        assertThat(content.layout()).isEqualTo("google_forms");
        assertThat(content.responses())
                .containsExactly(
                        response("2026-09-04T20:05:15Z", 4.0, 9.0),
                        response("2026-09-05T15:00:00Z", 2.0, 6.0),
                        response("2026-09-06T00:10:00Z", 5.0, 10.0));
        assertThat(content.skipped()).isEmpty();
    }

    @Test
    void googleSheets_needsTheFormatOfItsLocale_asDayAndMonthCannotBeTold() {
        recommendation = Optional.empty();
        String sheet = """
                Timestamp,Email Address,How satisfied are you?
                05/09/2026 01:35:15,someone@acme.com,4
                """;
        assertRefused(sheet, "does not tell day from month; set date_format");

        dateFormat = Optional.of("dd/MM/yyyy HH:mm:ss");
        assertRefused(sheet, "has no time zone; set time_zone");

        zone = Optional.of(ZoneId.of("Europe/Amsterdam"));
        assertThat(read(sheet).responses())
                .extracting(Response::at)
                .containsExactly(Instant.parse("2026-09-04T23:35:15Z"));
    }

    @Test
    void microsoftForms_inItsLocale_withSpacesThatCannotBeSeen_andWordsForNumbers() {
        dateFormat = Optional.of("M/d/yy H:mm:ss");
        zone = Optional.of(ZoneId.of("UTC"));
        satisfaction = Optional.of("How satisfied are you?");
        recommendation = Optional.empty();
        answers = Map.of("Very satisfied", 5, "Dissatisfied", 2);

        var content = read("""
                \uFEFFID;Start time;Completion time;Email;Name;How\u00A0satisfied are you?
                1;7/27/26 19:05:00;7/27/26 19:06:23;anonymous;;Very satisfied
                2;7/28/26 9:05:00;7/28/26 9:06:00;anonymous;; dissatisfied\u00A0
                3;7/28/26 9:05:00;7/28/26 9:07:00;anonymous;;Whatever
                """);

        assertThat(content.layout()).isEqualTo("microsoft_forms");
        assertThat(content.responses())
                .containsExactly(
                        new Response(Instant.parse("2026-07-27T19:06:23Z"), Optional.of(5.0), Optional.empty()),
                        new Response(Instant.parse("2026-07-28T09:06:00Z"), Optional.of(2.0), Optional.empty()));
        assertThat(content.skipped().get("no_number")).containsExactly(4L);
        assertThat(content.problems())
                .containsExactly("1 x no_number, in row 4")
                .noneMatch(said -> said.contains("Whatever"));
    }

    @Test
    void typeform_isInUtc_partialResponsesAreNone_theLaterOfOneHashCounts() {
        var content = read("""
                #,How satisfied are you?,Would you recommend us?,Response Type,Start Date (UTC),Submit Date (UTC),Network ID
                a1,4,9,completed,2026-04-03 09:03:00,2026-04-03 09:05:40,n1
                a2,,,partial,2026-04-03 09:03:00,2026-04-03 09:06:00,n2
                a1,3,8,completed,2026-04-03 09:03:00,2026-04-03 09:10:00,n1
                """);

        assertThat(content.responses()).containsExactly(response("2026-04-03T09:10:00Z", 3.0, 8.0));
        assertThat(content.skipped()).containsOnlyKeys("no_answer", "duplicate");
    }

    @Test
    void surveyMonkey_hasTwoRowsOfNames() {
        dateFormat = Optional.of("MM/dd/yyyy hh:mm:ss a");
        zone = Optional.of(ZoneId.of("UTC"));
        satisfaction = Optional.of("How was it? / Overall");
        recommendation = Optional.of("Would you recommend it?");

        var content = read("""
                Respondent ID,Collector ID,Start Date,End Date,IP Address,How was it?,,Would you recommend it?
                ,,,,,Overall,Support,Response
                11,7,01/31/2026 10:00:00 AM,01/31/2026 10:05:00 AM,10.0.0.1,4,1,10
                """);

        assertThat(content.responses()).containsExactly(response("2026-01-31T10:05:00Z", 4.0, 10.0));
    }

    @Test
    void surveyMonkey_aQuestionOfSeveralParts_needsThePart() {
        dateFormat = Optional.of("MM/dd/yyyy hh:mm:ss a");
        satisfaction = Optional.of("How was it?");
        assertRefused("""
                Respondent ID,Collector ID,Start Date,End Date,How was it?,,Would you recommend it?
                ,,,,Overall,Support,Response
                """, "2 columns \"How was it?\"", "\"How was it? / Overall\", \"How was it? / Support\"");
    }

    @Test
    void qualtrics_tellsItsZone_andPreviewsAndUnfinishedOnesAreDropped() {
        satisfaction = Optional.of("Q1");
        recommendation = Optional.of("Q2");
        var content = read("""
                StartDate,EndDate,Status,Finished,RecordedDate,ResponseId,Q1,Q2
                Start Date,End Date,Response Type,Finished,Recorded Date,Response ID,How satisfied?,Recommend?
                "{""ImportId"":""startDate"",""timeZone"":""America/Denver""}",b,c,d,e,f,g,h
                2025-08-19 21:00:00,2025-08-19 21:59:00,IP Address,True,2025-08-19 22:00:00,R_1,5,10
                2025-08-19 21:00:00,2025-08-19 21:59:00,Survey Preview,True,2025-08-19 22:01:00,R_2,1,0
                2025-08-19 21:00:00,2025-08-19 21:59:00,IP Address,False,2025-08-19 22:02:00,R_3,1,
                """);

        assertThat(content.responses()).containsExactly(response("2025-08-20T04:00:00Z", 5.0, 10.0));
        assertThat(content.skipped().get("preview_or_unfinished")).containsExactly(5L, 6L);
    }

    @Test
    void tableOfOurOwn_isReadByDefault_andSoIsJson() {
        satisfaction = Optional.empty();
        recommendation = Optional.empty();
        var expected = response("2026-10-01T08:00:00Z", 4.0, 9.0);

        assertThat(read("timestamp,team,satisfaction,recommendation,comment\n2026-10-01T08:00:00Z,ml,4,9,hm\n")
                        .responses())
                .containsExactly(expected);
        assertThat(read("timestamp\tsatisfaction\trecommendation\r\n2026-10-01 10:00:00+0200\t4\t9\r\n")
                        .responses())
                .containsExactly(expected);
        assertThat(
                        read("[{\"timestamp\":\"2026-10-01T08:00:00.000Z\",\"satisfaction\":4,\"recommendation\":9,\"comment\":null}]")
                                .responses())
                .containsExactly(expected);
        assertThat(
                        read("{\"responses\":[{\"recommendation\":\"9\",\"satisfaction\":4,\"timestamp\":\"2026-10-01T08:00Z\"}]}")
                                .responses())
                .containsExactly(expected);
    }

    @Test
    void whatIsOffTheScale_isCountedWithItsRow_neverClipped_andTheOtherAnswerOfTheRowCounts() {
        var content = read("""
                timestamp,satisfied,recommend
                2026-10-01T08:00:00Z,6,9
                2026-10-01T08:00:01Z,0,
                2026-10-01T08:00:02Z,4,11
                2026-10-01T08:00:03Z,-1,-1
                """);

        assertThat(content.responses())
                .containsExactly(
                        new Response(Instant.parse("2026-10-01T08:00:00Z"), Optional.empty(), Optional.of(9.0)),
                        new Response(Instant.parse("2026-10-01T08:00:02Z"), Optional.of(4.0), Optional.empty()));
        assertThat(content.skipped().get("off_the_scale")).containsExactly(2L, 3L, 4L, 5L, 5L);
    }

    @Test
    void timesThatAreNone_areSkipped_andThoseInTheFuture() {
        var content = read("""
                timestamp,satisfied,recommend
                2026-10-01T08:00:00Z,4,9
                ,4,9
                2026-02-30T08:00:00Z,4,9
                2027-10-01T08:00:00Z,4,9
                2026-10-01 08:00:00,4,9
                """);

        assertThat(content.responses()).hasSize(1);
        assertThat(content.skipped())
                .containsEntry("no_time", List.of(3L))
                .containsEntry("unreadable_time", List.of(4L, 6L))
                .containsEntry("in_the_future", List.of(5L));
    }

    @Test
    void aRowSentTwice_isOneResponse_butTwoPeopleOfOneDayAreTwo() {
        assertThat(read("timestamp,satisfied,recommend\n" + "2026-10-01T08:00:00Z,4,9\n".repeat(2))
                        .responses())
                .hasSize(1);
        zone = Optional.of(ZoneId.of("UTC"));
        assertThat(read("timestamp,satisfied,recommend\n" + "2026-10-01,4,9\n".repeat(2))
                        .responses())
                .hasSize(2);
    }

    @Test
    void missingCellsAndExtraColumns_areFine() {
        var content = read("""
                x,timestamp,satisfied,y,recommend
                1,2026-10-01T08:00:00Z,4
                1,2026-10-01T08:00:01Z,5,,9,more,and more
                """);
        assertThat(content.responses()).hasSize(2);
    }

    @Test
    void whatIsMissing_isNamed_withWhatThereIs() {
        assertRefused(
                "timestamp,happy\n", "no column \"/satisfied/\"", "columns.satisfaction", "\"timestamp\", \"happy\"");
        assertRefused("when,satisfied,recommend\n", "no column with the time", "columns.time");
        satisfaction = Optional.empty();
        recommendation = Optional.empty();
        assertRefused("timestamp,happy\n", "no column satisfaction or recommendation");
    }

    @Test
    void whatIsNoTable_isSaidForWhatItIs() {
        assertRefused("", "is empty");
        assertRefused("\n  \n", "is empty");
        assertRefused("<!DOCTYPE html><title>Sign in</title>", "is a web page", "login");
        assertRefused("PK\u0003\u0004rest", "Excel");
        assertRefused("{\"error\":\"no\"}", "JSON without a list");
        assertRefused("timestamp,satisfied,recommend\n\"2026", "is no table after row 1");
    }

    @Test
    void encodings_areSeenByTheirMark_orConfigured_neverGuessed() throws IOException {
        String text = "timestamp,satisfied,recommend,café\n2026-10-01T08:00:00Z,4,9,é\n";
        assertThat(read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE)).responses())
                .hasSize(1);
        assertThat(read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE)).responses())
                .hasSize(1);
        assertThat(read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)).responses())
                .hasSize(1);
        Charset windows = Charset.forName("windows-1252");
        assertThatThrownBy(() -> read(text.getBytes(windows)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("is not UTF-8")
                .hasMessageContaining("encoding");
        assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("UTF-16 without a byte-order mark");
        encoding = Optional.of(windows);
        assertThat(read(text.getBytes(windows)).responses()).hasSize(1);
    }

    private static Response response(String at, double satisfaction, double recommendation) {
        return new Response(Instant.parse(at), Optional.of(satisfaction), Optional.of(recommendation));
    }

    private void assertRefused(String text, String... says) {
        assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SourceException.class)
                .hasMessageContainingAll(says);
    }

    private Export.Content read(String text) {
        try {
            return read(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Export.Content read(byte[] bytes) throws IOException {
        List<String[]> rows = new ArrayList<>();
        Table.read(new ByteArrayInputStream(bytes), encoding, (number, cells) -> rows.add(cells));
        var settings = new SurveySettings(
                "survey-platform",
                "platform",
                new SurveySettings.Columns(time, Optional.empty(), satisfaction, recommendation),
                1,
                5,
                answers,
                dateFormat,
                zone,
                encoding);
        return new Export(settings, rows, NOW).read();
    }
}
