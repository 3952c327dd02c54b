#include "gui/details/detail_text.h"

#include "gui/details/detail_groups.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/theme.h"
#include "gui/tables/cell_format.h"

#include <QCoreApplication>
#include <QUrlQuery>

#include <map>

namespace aurora::gui {

namespace {

constexpr const char* scheme = "row";
constexpr std::size_t mostLinks = 60;  ///< of one kind: a batch can have thousands of samples

/// The texts of this file, as translators find them.
struct DetailTextWords
{
    Q_DECLARE_TR_FUNCTIONS(Details)
};

QUrl linkTo(const services::LinkedRow& row)
{
    QUrl link;
    link.setScheme(QString::fromLatin1(scheme));
    link.setPath(pageOf(row.kind));
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("key"), QString::fromLatin1(QUrl::toPercentEncoding(toQString(row.key))));
    link.setQuery(query);
    return link;
}

QString heading(const QString& title)
{
    return QStringLiteral("<h4 style=\"margin-top:12px; margin-bottom:2px\">%1</h4>").arg(title.toHtmlEscaped());
}

QString fieldRow(const DetailField& field, const QString& quiet)
{
    const QString value = field.unit.isEmpty() ? field.value : QStringLiteral("%1 %2").arg(field.value, field.unit);
    return QStringLiteral("<tr><td style=\"color:%1; padding-right:12px\">%2</td><td>%3</td></tr>")
        .arg(quiet, field.name.toHtmlEscaped(), value.toHtmlEscaped());
}

QString groupText(const DetailGroup& group, const QString& quiet)
{
    QString text = heading(group.title) + QStringLiteral("<table cellspacing=\"0\" cellpadding=\"1\">");
    for (const DetailField& field : group.fields) {
        text += fieldRow(field, quiet);
    }
    return text + QStringLiteral("</table>");
}

/// With a minus sign that is as wide as the plus sign. A table that ends in an empty cell would take the space above
/// the next heading away.
QString currentText(const services::JobStep& step)
{
    const QString current = toQString(step.current).replace(QLatin1Char('-'), QChar(0x2212)).toHtmlEscaped();
    return current.isEmpty() ? QStringLiteral("&nbsp;") : current;
}

QString stepsText(const services::RowDetails& details, const QString& quiet)
{
    if (details.steps.empty() && details.whyNoSteps.empty()) {
        return {};
    }
    QString text = heading(DetailTextWords::tr("Steps"));
    if (!details.whyNoSteps.empty()) {
        return text + QStringLiteral("<p style=\"margin:0\">%1</p>").arg(toQString(details.whyNoSteps).toHtmlEscaped());
    }
    text += QStringLiteral("<table cellspacing=\"0\" cellpadding=\"1\">");
    int number = 0;
    for (const services::JobStep& step : details.steps) {
        text += QStringLiteral("<tr><td style=\"color:%1; padding-right:8px\" align=\"right\">%2</td>"
                               "<td style=\"padding-right:12px\">%3</td><td align=\"right\">%4</td></tr>")
                    .arg(quiet)
                    .arg(++number)
                    .arg(toQString(step.words).toHtmlEscaped(), currentText(step));
    }
    return text + QStringLiteral("</table>");
}

QString noteOf(const services::LinkedRow& link)
{
    if (link.kind != services::TableKind::Jobs) {
        return toQString(link.note);
    }
    return statusLook(link.stale ? staleWord(link.note) : link.note).text;
}

QString linksText(const services::RowDetails& details, const QString& quiet)
{
    if (details.links.empty()) {
        return {};
    }
    QString text = heading(DetailTextWords::tr("Belongs together")) +
                   QStringLiteral("<table cellspacing=\"0\" cellpadding=\"1\">");
    std::map<services::TableKind, std::size_t> counts;
    for (const services::LinkedRow& link : details.links) {
        const std::size_t count = ++counts[link.kind];
        if (count > mostLinks) {
            continue;
        }
        text += QStringLiteral("<tr><td style=\"color:%1; padding-right:12px\">%2</td><td><a href=\"%3\">%4</a>"
                               "<span style=\"color:%1\">&nbsp; %5</span></td></tr>")
                    .arg(quiet, count == 1 ? rowName(link.kind).toHtmlEscaped() : QString(),
                         linkTo(link).toString(QUrl::FullyEncoded).toHtmlEscaped(), toQString(link.key).toHtmlEscaped(),
                         noteOf(link).toHtmlEscaped());
    }
    for (const auto& [kind, count] : counts) {
        if (count > mostLinks) {
            text += QStringLiteral("<tr><td></td><td>%1</td></tr>")
                        .arg(DetailTextWords::tr("… and %1 more").arg(count - mostLinks));
        }
    }
    return text + QStringLiteral("</table>");
}

}  // namespace

QString detailText(const services::RowDetails& details, const QPalette& palette)
{
    const QString quiet = toneColor(Tone::Faint, palette).name();
    QString text;
    for (const DetailGroup& group : detailGroups(details.kind, details.row)) {
        text += groupText(group, quiet);
        if (text.count(QLatin1String("<h4")) == 1) {  // what it is, then what it leads to
            text += linksText(details, quiet) + stepsText(details, quiet);
        }
    }
    return text;
}

std::optional<RowLink> linkTarget(const QUrl& link)
{
    const auto kind = link.scheme() == QLatin1String(scheme) ? tableOf(link.path()) : std::nullopt;
    if (!kind) {
        return std::nullopt;
    }
    return RowLink{.kind = *kind, .keys = {QUrlQuery(link).queryItemValue(QStringLiteral("key"), QUrl::FullyDecoded)}};
}

}  // namespace aurora::gui
