package io.mlopsexporter.source.cost;

import static io.mlopsexporter.source.cost.FocusCsv.csv;
import static io.mlopsexporter.source.cost.FocusCsv.read;
import static io.mlopsexporter.source.cost.FocusCsv.row;
import static io.mlopsexporter.source.cost.FocusCsv.scoped;
import static io.mlopsexporter.source.cost.FocusCsv.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.CostStatement.Charge;
import io.mlopsexporter.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bills in the shapes that providers give them. */
final class FocusReaderTest {
    private static final String HOUR = "2026-10-05T10:00:00Z";
    private static final String NEXT = "2026-10-05T11:00:00Z";
    private static final Path RESOURCES = Path.of("src/test/resources/io/mlopsexporter/source/cost");

    /** The sums are those that the format's rules give for these rows: a commitment counts once. */
    @ParameterizedTest
    @CsvSource({"EffectiveCost,-7.54", "BilledCost,-7.54", "ListCost,-4.48", "ContractedCost,-4.48"})
    void aCommitmentARefundAndACorrection_addUp(String column, String sum) throws IOException {
        assertThat(total(read(settings(column, "Usage", "Purchase", "Adjustment"), file("commitment.csv"))))
                .isEqualByComparingTo(sum);
    }

    @Test
    void sumsByTag_areThoseOfTheRows() throws IOException {
        assertThat(byOwner(read(settings(), file("commitment.csv"))))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("fraud", decimal("4.896"), "search", decimal("-12.5"), "", decimal("0.064")));
    }

    @ParameterizedTest
    @CsvSource({
        "aws.csv,      12.3456789012345678, 2026-10-01, 2026-10-03",
        "azure.csv,    7.5,                 2026-10-01, 2026-10-04",
        "google.csv,   3.75,                2026-10-01, 2026-10-04",
        "oracle.csv,   2.5,                 2026-10-07, 2026-10-08",
        "focus-1.3.csv,10,                  2026-10-01, 2026-10-03",
        "focus-1.4.csv,0.0000017,           2026-10-01, 2026-10-02"
    })
    void eachProvidersShape_isRead(String name, String sum, String from, String to) throws IOException {
        String column = name.equals("oracle.csv") ? "BilledCost" : "EffectiveCost";
        Findings content = read(settings(column, "Usage", "Purchase", "Adjustment"), file(name));

        assertThat(total(content)).isEqualByComparingTo(sum);
        CostStatement statement = statements(content).get(0);
        assertThat(statement.from()).isEqualTo(from + "T00:00:00Z");
        assertThat(statement.to()).isEqualTo(to + "T00:00:00Z");
        assertThat(byOwner(content)).containsKey("fraud");
    }

    @Test
    void aSharedResourcesCost_isThatOfTheTenantItIsSplitTo() throws IOException {
        assertThat(byOwner(read(settings(), file("focus-1.3.csv"))))
                .isEqualTo(Map.of("fraud", decimal("6"), "search", decimal("4")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-10-05T10:00:00Z",
                "2026-10-05T10:00Z",
                "2026-10-05T10:00:00.000Z",
                "2026-10-05T10:00:00",
                "2026-10-05 10:00:00",
                "2026-10-05 10:00:00 UTC",
                "2026-10-05 10:00:00.000000 UTC",
                "2026-10-05T12:00:00+02:00",
                "2026-10-05T05:00:00-0500"
            })
    void times_areReadAsTheyAreWritten(String start) {
        assertThat(charges(read(settings(), csv(row(start, NEXT, "1")))))
                .containsExactly(charge("", "2026-10-05T00:00:00Z", "2026-10-06T00:00:00Z", "1"));
        assertThat(new FocusTimes().read(start)).contains(Instant.parse(HOUR));
    }

    @Test
    void aDateAlone_isItsMidnight_andRubbishIsNoTime() {
        var times = new FocusTimes();
        assertThat(times.read("2026-10-05")).contains(Instant.parse("2026-10-05T00:00:00Z"));
        assertThat(times.read("10/5/2026")).isEmpty();
        assertThat(times.read("2026-02-30T00:00:00Z")).isEmpty();
        assertThat(times.read("2026-10-05T25:00:00Z")).isEmpty();
        assertThat(times.read("")).isEmpty();
    }

    @Test
    void hoursOfADay_areOneSum_andLongerChargesStandWithTheirOwnTime() {
        assertThat(charges(read(
                        settings(),
                        csv(
                                row("2026-10-05T10:00:00Z", "2026-10-05T11:00:00Z", "1.1"),
                                row("2026-10-05T10:00:00Z", "2026-10-05T11:00:00Z", "1.1"),
                                row("2026-10-05T23:00:00Z", "2026-10-06T00:00:00Z", "0.3"),
                                row("2026-10-05T23:30:00Z", "2026-10-06T00:30:00Z", "0.5"),
                                row("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z", "31")))))
                .as("equal rows are two charges")
                .containsExactly(
                        charge("", "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z", "31"),
                        charge("", "2026-10-05T00:00:00Z", "2026-10-06T00:00:00Z", "2.5"),
                        charge("", "2026-10-05T23:30:00Z", "2026-10-06T00:30:00Z", "0.5"));
    }

    @Test
    void aPeriodWithoutLengthOrBackwards_countsWholeWhereItBegins_andIsNoted() {
        Findings content = read(settings(), csv(row(HOUR, HOUR, "1"), row(HOUR, "2026-10-01T00:00:00Z", "2")));
        assertThat(charges(content)).containsExactly(charge("", "2026-10-05T00:00:00Z", "2026-10-06T00:00:00Z", "3"));
        assertThat(content.notes().shown(note -> note))
                .containsExactly("2 x charge periods without a length, counted where they begin, in row 2, 3");
    }

    @Test
    void aMonthlyFee_saysNothingOfDays_andACorrectionNothingOfItsBill() {
        CostStatement statement = statements(read(
                        settings(),
                        csv(
                                row("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z", "9")
                                        .with("ChargeCategory", "Purchase"),
                                row("2026-09-12T00:00:00Z", "2026-09-13T00:00:00Z", "-1"),
                                row(HOUR, NEXT, "1"),
                                row("2026-10-06T22:00:00Z", "2026-10-06T23:00:00Z", "1"))))
                .get(0);
        assertThat(statement.from()).isEqualTo("2026-10-05T00:00:00Z");
        assertThat(statement.to()).isEqualTo("2026-10-07T00:00:00Z");
    }

    @Test
    void nulls_areEmptyCellsOrTheWord() {
        for (String nothing : List.of("", "NULL", "null", " ")) {
            assertThat(charges(read(settings(), csv(row(HOUR, NEXT, "1").tagged(nothing)))))
                    .containsExactly(charge("", "2026-10-05T00:00:00Z", "2026-10-06T00:00:00Z", "1"));
        }
        assertThatThrownBy(() -> read(settings(), csv(row(HOUR, NEXT, "NULL"))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("1 x no readable EffectiveCost (1234.56, or 1.2E-3), in row 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"team\":\"fraud\"} | fraud",
                "{\" TEAM\":\" fraud \"} | fraud",
                "{\"Team\":\"other\",\"team\":\"fraud\"} | fraud",
                "\"team\":\"fraud\",\"env\":\"prod\" | fraud",
                "[{\"key\":\"team\",\"value\":\"fraud\"}] | fraud",
                "{\"team\":7} | 7",
                "{\"team\":true} | true",
                "{\"team\":null} | ''",
                "{\"user:team\":\"fraud\"} | ''",
                "{} | ''"
            })
    void tags_areReadAsTheyAreWritten(String tags, String owner) {
        assertThat(byOwner(read(settings(), csv(row(HOUR, NEXT, "1").tagged(tags)))))
                .containsOnlyKeys(owner);
    }

    @Test
    void tagsThatAreNone_areNoted_andTheirAmountsStay() {
        Findings content = read(settings(), csv(row(HOUR, NEXT, "1").tagged("team=fraud"), row(HOUR, NEXT, "2")));
        assertThat(total(content)).isEqualByComparingTo("3");
        assertThat(content.notes().shown(note -> note))
                .containsExactly("1 x tags that are no JSON object, counted as none, in row 2");
    }

    @Test
    void whatIsNotInScope_doesNotCount_butShowsWhichDaysTheBillHas() {
        Findings content = read(
                scoped(Map.of("SubAccountName", List.of("ML-prod ")), Map.of("env", List.of("prod", "test"))),
                csv(
                        row("2026-10-02T10:00:00Z", "2026-10-02T11:00:00Z", "1").with("SubAccountName", "web"),
                        row(HOUR, NEXT, "2").tagged("{\"Env\":\"Prod\"}"),
                        row(HOUR, NEXT, "4").tagged("{\"env\":\"dev\"}"),
                        row(HOUR, NEXT, "8")));
        assertThat(total(content)).isEqualByComparingTo("2");
        assertThat(content.rowsOutOfScope()).isEqualTo(3);
        assertThat(statements(content).get(0).from()).isEqualTo("2026-10-02T00:00:00Z");
    }

    @Test
    void aSubAccountsTeam_standsByForWhatNoTagGivesAway() {
        assertThat(charges(read(
                                scoped(Map.of(), Map.of()),
                                csv(
                                        row(HOUR, NEXT, "1").tagged("{\"team\":\"fraud\"}"),
                                        row(HOUR, NEXT, "2").with("SubAccountId", "3333"),
                                        row(HOUR, NEXT, "4").with("SubAccountName", "other"))))
                        .stream()
                        .map(charge -> charge.owner() + "/" + charge.team()))
                .containsExactly("/", "/search", "fraud/platform");
    }

    @Test
    void categoriesThatAreNotChosen_areLeftOut_andTold() {
        Findings content = read(
                settings(),
                csv(
                        row(HOUR, NEXT, "1"),
                        row(HOUR, NEXT, "20").with("ChargeCategory", "Tax"),
                        row(HOUR, NEXT, "-3").with("ChargeCategory", "Credit"),
                        row(HOUR, NEXT, "").with("ChargeCategory", "")));
        assertThat(total(content)).isEqualByComparingTo("1");
        assertThat(content.leftOut()).hasToString("{Credit USD=-3, Tax USD=20, no category USD=0}");
        assertThat(content.notes().shown(note -> note))
                .containsExactly("1 x charges of a category that FOCUS does not have, left out, in row 5");
    }

    @Test
    void currencies_stayApart() {
        assertThat(charges(read(
                                settings(),
                                csv(row(HOUR, NEXT, "1"), row(HOUR, NEXT, "2").with("BillingCurrency", "EUR"))))
                        .stream()
                        .map(charge -> charge.amount().toPlainString() + " " + charge.currency()))
                .containsExactly("2 EUR", "1 USD");
    }

    @Test
    void tinyAmounts_areAddedWithoutLoss() {
        FocusCsv.Row[] rows = new FocusCsv.Row[1000];
        Arrays.fill(rows, row(HOUR, NEXT, "1.1E-11"));
        assertThat(total(read(settings(), csv(rows)))).isEqualByComparingTo("1.1E-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EffectiveCost | 1,234.56 | no readable EffectiveCost",
                "EffectiveCost | NaN | no readable EffectiveCost",
                "EffectiveCost | 1E+999999 | no readable EffectiveCost",
                "EffectiveCost | $3 | no readable EffectiveCost",
                "BillingCurrency | '' | no BillingCurrency",
                "BillingCurrency | Dollar | no BillingCurrency",
                "ChargePeriodStart | 10/5/2026 | no readable charge period",
                "ChargePeriodEnd | '' | no readable charge period",
                "BillingPeriodStart | October | no readable charge period, billing period or account",
                "BillingAccountId | '' | no readable charge period, billing period or account"
            })
    void aRowThatCountsAndCannotBeRead_makesTheFileUnusable_withoutRepeatingIt(
            String column, String value, String said) {
        assertThatThrownBy(() -> read(
                        settings(),
                        csv(row(HOUR, NEXT, "1"), row(HOUR, NEXT, "1").with(column, value))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("cannot be added up: 1 x " + said)
                .hasMessageContaining("in row 3");
        assertThat(total(read(
                        scoped(Map.of("SubAccountId", List.of("2222")), Map.of()),
                        csv(
                                row(HOUR, NEXT, "1"),
                                row(HOUR, NEXT, "1").with(column, value).with("SubAccountId", "7")))))
                .as("of others it does not matter")
                .isEqualByComparingTo("1");
    }

    @Test
    void aFileThatIsCutOff_isNotUsed() {
        String whole = csv(row(HOUR, NEXT, "1"), row(HOUR, NEXT, "1").tagged("{\"team\":\"fraud\"}"));
        assertThatThrownBy(() -> read(settings(), whole.substring(0, whole.indexOf("2222", whole.indexOf("2222") + 1))))
                .hasMessageContaining("fewer cells than columns");
        assertThatThrownBy(() -> read(settings(), whole.substring(0, whole.length() - 6)))
                .hasMessageContaining("is no table after row");
    }

    @Test
    void decimalCommas_doNotPassForMoreCells() {
        assertThatThrownBy(() -> read(settings(), csv(row(HOUR, NEXT, "1")).replace(",1,2222", ",1,5,2222")))
                .hasMessageContaining("more cells than columns (a decimal comma?)");
        assertThatThrownBy(() -> read(
                        settings(), csv(row(HOUR, NEXT, "1")).replace(',', ';').replace(";1;", ";1,5;")))
                .hasMessageContaining("no readable EffectiveCost");
    }

    @Test
    void semicolonsTabsMarksAndGzip_areSeen() throws IOException {
        String text = csv(row(HOUR, NEXT, "1.25"));
        assertThat(total(read(settings(), text.replace(',', ';')))).isEqualByComparingTo("1.25");
        assertThat(total(read(settings(), text.replace(',', '\t')))).isEqualByComparingTo("1.25");
        assertThat(total(read(settings(), "\uFEFF" + text))).isEqualByComparingTo("1.25");
        assertThat(total(read(settings(), ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE))))
                .isEqualByComparingTo("1.25");
        assertThat(total(read(settings(), gzip(text)))).isEqualByComparingTo("1.25");
        assertThat(total(read(settings(), text.replace("\n", "\r\n")))).isEqualByComparingTo("1.25");
        assertThat(total(read(settings(), text.replace("EffectiveCost", " effectivecost "))))
                .isEqualByComparingTo("1.25");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | is empty",
                "'<html><title>Sign in</title>' | is a web page",
                "'{\"a\": 1}' | is JSON; expected CSV",
                "'PAR1xxxx' | is Parquet",
                "'a,b' | has no column EffectiveCost; its columns are a, b",
                "'lineItem/UnblendedCost,b' | looks like an AWS cost and usage report",
                "'costInBillingCurrency,b' | looks like Azure's own cost export",
                "'AmortizedCost,b' | looks like FOCUS 0.5 or 1.0-preview",
                "'nothing' | has a single column"
            })
    void whatIsNoBill_isCalledWhatItIs(String text, String said) {
        assertThatThrownBy(() -> read(settings(), text)).hasMessageContaining(said);
    }

    @Test
    void aHeaderAlone_isNoBill_andTagsMustBeThereIfTheyAreNeeded() {
        assertThatThrownBy(() -> read(settings(), csv())).hasMessageContaining("has no rows");
        assertThatThrownBy(() -> read(settings(), csv().replace(",Tags", "")))
                .hasMessageContaining("has no column Tags, which team_tag needs");
        assertThatThrownBy(() -> read(scoped(Map.of("x_ResourceGroupName", List.of("ml")), Map.of()), csv()))
                .hasMessageContaining("has no column x_ResourceGroupName, which where names");
        assertThatThrownBy(() -> read(settings(), csv().replace("SubAccountId", "Tags")))
                .hasMessageContaining("has two columns Tags");
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(RESOURCES.resolve(name));
    }

    private static List<CostStatement> statements(Findings content) {
        return content.bills().values().stream()
                .map(bill -> bill.statement("cost"))
                .toList();
    }

    private static List<Charge> charges(Findings content) {
        return statements(content).stream()
                .flatMap(statement -> statement.charges().stream())
                .toList();
    }

    private static BigDecimal total(Findings content) {
        return charges(content).stream().map(Charge::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<String, BigDecimal> byOwner(Findings content) {
        var sums = new TreeMap<String, BigDecimal>();
        charges(content).forEach(charge -> sums.merge(charge.owner(), charge.amount(), BigDecimal::add));
        sums.replaceAll((owner, sum) -> sum.stripTrailingZeros());
        return sums;
    }

    private static Charge charge(String owner, String from, String to, String amount) {
        return new Charge(owner, "", "USD", Instant.parse(from), Instant.parse(to), decimal(amount));
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text).stripTrailingZeros();
    }
}
