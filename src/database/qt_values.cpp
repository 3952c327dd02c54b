#include "qt_values.h"

#include "sql_error.h"

#include <QSqlRecord>
#include <QVariant>

#include <atomic>
#include <chrono>
#include <cmath>
#include <thread>

namespace aurora::database {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds patience{60};
constexpr std::chrono::milliseconds pause{20};

CellValue toCell(const QVariant& value)
{
    if (value.isNull()) {
        return {};
    }
    switch (value.typeId()) {
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:  // of Qt for PostgreSQL: a bigint that is not negative
        return static_cast<std::int64_t>(value.toLongLong());
    case QMetaType::Double: {
        const double number = value.toDouble();
        return std::isnan(number) ? CellValue() : CellValue(number);  // SQLite stores none, PostgreSQL does
    }
    default:
        return value.toString().toStdString();
    }
}

}  // namespace

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString nextConnectionName()
{
    static std::atomic<std::uint64_t> number{0};
    return QStringLiteral("aurora-%1").arg(++number);
}

Table readRows(QSqlQuery& query)
{
    Table table;
    const QSqlRecord record = query.record();
    for (int column = 0; column < record.count(); ++column) {
        table.columns.push_back({.name = record.fieldName(column).toStdString()});
    }
    while (query.next()) {
        std::vector<CellValue>& row = table.rows.emplace_back();
        row.reserve(table.columns.size());
        for (int column = 0; column < record.count(); ++column) {
            row.push_back(toCell(query.value(column)));
        }
    }
    return table;
}

void retryWhileLocked(const std::function<void()>& step, Progress& progress)
{
    const Clock::time_point deadline = Clock::now() + patience;
    for (;;) {
        try {
            step();
            return;
        } catch (const Locked&) {
            if (Clock::now() > deadline) {
                throw;
            }
        }
        progress.throwIfCancelled();
        std::this_thread::sleep_for(pause);
    }
}

}  // namespace aurora::database
