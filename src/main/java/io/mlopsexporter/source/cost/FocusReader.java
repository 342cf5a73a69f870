package io.mlopsexporter.source.cost;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.file.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A FOCUS file, row by row, as sums. A row that counts and cannot be read makes all of the file unusable: without it the sums would
 * be wrong, and nobody would see it.
 */
final class FocusReader implements Table.Rows {
    /** Amounts have some 20 digits; an exponent like 1E+999999 would fill the memory once it is added to something. */
    private static final int MOST_DIGITS = 40;

    private static final int CURRENCY_LETTERS = 3;
    private static final List<String> CATEGORIES = List.of("Usage", "Purchase", "Tax", "Credit", "Adjustment");

    private final FocusSettings settings;
    private final FocusTimes times = new FocusTimes();
    private final Tags tags = new Tags();
    private final Findings content = new Findings();
    private @Nullable Layout layout;

    FocusReader(FocusSettings settings) {
        this.settings = settings;
    }

    /** The columns that are read. */
    private record Layout(
            int count,
            int cost,
            int currency,
            int account,
            int periodStart,
            OptionalInt periodEnd,
            int start,
            int end,
            int category,
            OptionalInt tags,
            OptionalInt allocatedTags,
            OptionalInt subAccountId,
            OptionalInt subAccountName,
            FocusScope scope) {}

    /** @throws SourceException if there is not even a first row, or a row that counts cannot be read */
    Findings content() {
        if (layout == null) {
            throw new SourceException(new SourceError.BadPayload("is empty"));
        }
        content.unusable().ifPresent(why -> {
            throw new SourceException(new SourceError.BadPayload(why));
        });
        if (content.rows() == 0) {
            throw new SourceException(
                    new SourceError.BadPayload("has no rows, only the names of the columns; is the export done?"));
        }
        return content;
    }

    /** What could not be read so far, by reason. */
    Map<String, Long> refused() {
        return content.refused();
    }

    @Override
    public void row(long number, String[] cells) {
        if (layout == null) {
            layout = layout(new FocusColumns(cells));
        } else if (cells.length < layout.count()) {
            content.refuse("cut_off", number, "fewer cells than columns");
        } else if (cells.length > layout.count()) {
            content.refuse("too_many_cells", number, "more cells than columns (a decimal comma?)");
        } else {
            row(layout, number, cells);
        }
    }

    private Layout layout(FocusColumns columns) {
        int cost = columns.required(settings.costColumn(), "");
        OptionalInt tagCells = columns.find("Tags");
        OptionalInt allocated = columns.find("AllocatedTags");
        if (tagCells.isEmpty()
                && allocated.isEmpty()
                && (settings.teamTag().isPresent() || !settings.tags().isEmpty())) {
            columns.required("Tags", ", which " + (settings.teamTag().isPresent() ? "team_tag" : "where") + " needs");
        }
        return new Layout(
                columns.count(),
                cost,
                columns.required("BillingCurrency", ""),
                columns.required("BillingAccountId", ""),
                columns.required("BillingPeriodStart", ""),
                columns.find("BillingPeriodEnd"),
                columns.required("ChargePeriodStart", ""),
                columns.required("ChargePeriodEnd", ""),
                columns.required("ChargeCategory", ""),
                tagCells,
                allocated,
                columns.find("SubAccountId"),
                columns.find("SubAccountName"),
                FocusScope.of(settings, columns));
    }

    private void row(Layout at, long number, String[] cells) {
        content.count();
        String category = cell(cells, at.category());
        Optional<Charged> charged = charged(at, cells);
        charged.ifPresent(known -> known.bill().saw(category.equalsIgnoreCase("Usage"), known.from(), known.to()));
        Map<String, String> rowTags = tags(at, number, cells);
        if (!at.scope().contains(cells, rowTags)) {
            content.outOfScope();
            return;
        }
        Optional<BigDecimal> amount = amount(cell(cells, at.cost()));
        String currency = cell(cells, at.currency()).toUpperCase(Locale.ROOT);
        if (settings.categories().stream().anyMatch(category::equalsIgnoreCase)) {
            add(at, number, cells, rowTags, charged, amount, currency);
        } else {
            content.leftOut(category, currency, amount.orElse(BigDecimal.ZERO));
            if (CATEGORIES.stream().noneMatch(category::equalsIgnoreCase)) {
                content.note("charges of a category that FOCUS does not have, left out", number);
            }
        }
    }

    /** When, and on which bill. */
    private record Charged(Bill bill, Instant from, Instant to) {}

    private Optional<Charged> charged(Layout at, String[] cells) {
        Optional<Instant> from = times.read(cell(cells, at.start()));
        Optional<Instant> to = times.read(cell(cells, at.end()));
        Optional<Instant> period = times.read(cell(cells, at.periodStart()));
        String account = cell(cells, at.account());
        if (from.isEmpty() || to.isEmpty() || period.isEmpty() || account.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> periodEnd = at.periodEnd().isPresent()
                ? times.read(cell(cells, at.periodEnd().getAsInt()))
                : Optional.empty();
        return Optional.of(
                new Charged(content.bill(new Bill.Key(account, period.get()), periodEnd), from.get(), to.get()));
    }

    private void add(
            Layout at,
            long number,
            String[] cells,
            Map<String, String> rowTags,
            Optional<Charged> charged,
            Optional<BigDecimal> amount,
            String currency) {
        if (charged.isEmpty()) {
            content.refuse(
                    "unreadable_time_or_account", number, "no readable charge period, billing period or account");
        } else if (amount.isEmpty()) {
            content.refuse(
                    "unreadable_amount", number, "no readable " + settings.costColumn() + " (1234.56, or 1.2E-3)");
        } else if (currency.length() != CURRENCY_LETTERS) {
            content.refuse("no_currency", number, "no BillingCurrency of three letters");
        } else {
            Charged known = charged.get();
            if (!known.to().isAfter(known.from())) {
                content.note("charge periods without a length, counted where they begin", number);
            }
            known.bill().add(owner(rowTags), team(at, cells), currency, known.from(), known.to(), amount.get());
            content.inScope();
        }
    }

    /** A shared resource's cost that was split among tenants is that of the tenant, whatever the resource's own tags say. */
    private Map<String, String> tags(Layout at, long number, String[] cells) {
        if (settings.teamTag().isEmpty() && settings.tags().isEmpty()) {
            return Map.of();
        }
        String allocated =
                at.allocatedTags().isPresent() ? cell(cells, at.allocatedTags().getAsInt()) : "";
        String own = at.tags().isPresent() ? cell(cells, at.tags().getAsInt()) : "";
        Optional<Map<String, String>> read = tags.read(allocated.isEmpty() ? own : allocated);
        if (read.isEmpty()) {
            content.note("tags that are no JSON object, counted as none", number);
        }
        return read.orElse(Map.of());
    }

    private String owner(Map<String, String> rowTags) {
        return settings.teamTag().flatMap(tag -> Tags.value(rowTags, tag)).orElse("");
    }

    private String team(Layout at, String[] cells) {
        if (settings.subAccounts().isEmpty()) {
            return "";
        }
        String id =
                at.subAccountId().isPresent() ? cell(cells, at.subAccountId().getAsInt()) : "";
        String name = at.subAccountName().isPresent()
                ? cell(cells, at.subAccountName().getAsInt())
                : "";
        return subAccount(id).or(() -> subAccount(name)).orElse("");
    }

    private Optional<String> subAccount(String text) {
        String exact = settings.subAccounts().get(text);
        return exact != null || text.isEmpty()
                ? Optional.ofNullable(exact)
                : settings.subAccounts().entrySet().stream()
                        .filter(entry -> Tags.plain(entry.getKey()).equals(Tags.plain(text)))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    static Optional<BigDecimal> amount(String text) {
        try {
            BigDecimal amount = new BigDecimal(text);
            return amount.precision() <= MOST_DIGITS && Math.abs(amount.scale()) <= MOST_DIGITS
                    ? Optional.of(amount)
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Null is an empty cell or the word: the format does not say. */
    static String cell(String[] cells, int column) {
        String text = cells[column].strip();
        return text.equals("NULL") || text.equals("null") ? "" : text;
    }
}
