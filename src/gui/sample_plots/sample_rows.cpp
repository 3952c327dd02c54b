#include "gui/sample_plots/sample_rows.h"

#include "aurora/services/sample_data.h"
#include "gui/frame/qt_text.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QPainter>
#include <QPixmap>
#include <QScopedValueRollback>
#include <QSet>

#include <algorithm>
#include <iterator>
#include <utility>

namespace aurora::gui {

namespace {

constexpr int keyRole = Qt::UserRole + 1;
constexpr int fileRole = Qt::UserRole + 3;
constexpr int colourRole = Qt::UserRole + 4;

/// A square that stays what it is in a selected row: parted from the highlight, and without its tint.
QIcon square(const QColor& colour, double ratio)
{
    constexpr int size = SampleRows::squareSize_px;
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (colour.alpha() > 0) {
        painter.setBrush(QGuiApplication::palette().color(QPalette::Base));
        painter.drawRoundedRect(QRectF(0, 0, size, size), 3.0, 3.0);
    }
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(1, 1, size - 2, size - 2), 2.0, 2.0);
    painter.end();
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected);
    return icon;
}

}  // namespace

QString cyclesText(std::int64_t cycles)
{
    return cycles == 0   ? SampleRows::tr("no cycles")
           : cycles == 1 ? SampleRows::tr("1 cycle")
                         : SampleRows::tr("%1 cycles").arg(cycles);
}

SampleRows::SampleRows(QObject* parent) : QStandardItemModel(parent)
{
    connect(this, &QStandardItemModel::itemChanged, this, &SampleRows::noteChange);
}

void SampleRows::noteChange(QStandardItem* item)
{
    if (m_quiet) {
        return;
    }
    if (item->checkState() == Qt::Unchecked) {
        const QScopedValueRollback quiet(m_quiet, true);
        setSquare(*item, Qt::transparent);
    }
    Q_EMIT tickedByHand(item->row());
}

/// A new picture is painted anew, also where it looks like the one before.
void SampleRows::setSquare(QStandardItem& item, const QColor& colour)
{
    if (item.data(colourRole).value<QColor>() != colour) {
        item.setData(colour, colourRole);
        QIcon& icon = m_squares[colour.rgba()];
        icon = icon.isNull() ? square(colour, m_pixelRatio) : icon;
        item.setIcon(icon);
    }
}

void SampleRows::setPixelRatio(double ratio)
{
    if (std::exchange(m_pixelRatio, ratio) != ratio) {
        paintSquares();
    }
}

void SampleRows::paintSquares()
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_squares.clear();
    for (int row = 0; row < rowCount(); ++row) {
        const auto colour = item(row)->data(colourRole).value<QColor>();
        item(row)->setData({}, colourRole);
        setSquare(*item(row), colour);
    }
}

QStandardItem* SampleRows::newItem(const QString& key, const QString& text, bool file)
{
    auto* item = new QStandardItem(text);
    item->setCheckable(true);
    item->setData(key, keyRole);
    item->setData(text, nameRole);
    item->setData(file, fileRole);
    item->setToolTip(key);
    setSquare(*item, Qt::transparent);  // names stand below one another
    m_items.insert(key, item);
    return item;
}

QList<QStandardItem*> SampleRows::newItems(const QStringList& keys)
{
    QList<QStandardItem*> items;
    for (const QString& key : keys) {
        items.append(newItem(key, key, false));
    }
    return items;
}

void SampleRows::setSamples(const QStringList& ids)
{
    const QScopedValueRollback quiet(m_quiet, true);
    QStringList wanted;
    for (int row = 0; row < rowCount(); ++row) {
        if (isFile(row)) {
            wanted.append(key(row));
        }
    }
    wanted += ids;
    wanted.removeDuplicates();
    setKeys(wanted);
}

std::vector<bool> SampleRows::rowsThatStay(const QStringList& keys) const
{
    QHash<QString, qsizetype> places;
    for (qsizetype place = 0; place < keys.size(); ++place) {
        places.insert(keys[place], place);
    }
    std::vector<bool> stays;
    qsizetype before = -1;
    for (int row = 0; row < rowCount(); ++row) {
        const qsizetype place = places.value(key(row), -1);
        stays.push_back(place > before);
        before = std::max(before, place);
    }
    return stays;
}

QStringList SampleRows::takeOthers(const std::vector<bool>& stays)
{
    QStringList ticked;
    for (int end = rowCount(); end > 0;) {
        int first = end;
        while (first > 0 && !stays[static_cast<std::size_t>(first) - 1]) {
            --first;
            if (isTicked(first)) {
                ticked.append(key(first));
            }
        }
        forgetRows(first, end - first);
        end = first - 1;
    }
    return ticked;
}

void SampleRows::setKeys(const QStringList& keys)
{
    const QStringList taken = takeOthers(rowsThatStay(keys));
    const QSet<QString> tickedBefore(taken.begin(), taken.end());
    for (qsizetype place = 0; place < keys.size();) {
        QStringList missing;
        const auto first = static_cast<int>(place);
        while (place < keys.size() && !m_items.contains(keys[place])) {
            missing.append(keys[place++]);
        }
        if (missing.isEmpty()) {
            ++place;
            continue;
        }
        const QList<QStandardItem*> items = newItems(missing);
        for (QStandardItem* item : items) {
            const bool ticked = tickedBefore.contains(item->data(keyRole).toString());
            item->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
        }
        invisibleRootItem()->insertRows(first, items);
    }
}

void SampleRows::forgetRows(int first, int count)
{
    for (int row = first; row < first + count; ++row) {
        m_items.remove(key(row));
    }
    removeRows(first, count);
}

void SampleRows::addFiles(const QStringList& paths)
{
    const QScopedValueRollback quiet(m_quiet, true);
    int row = 0;  // above those that were there, in their own order
    for (const QString& path : paths) {
        if (!m_items.contains(path)) {
            insertRow(row++, newItem(path, QFileInfo(path).fileName(), true));
        }
    }
    nameFiles();
}

void SampleRows::nameFiles()
{
    const QScopedValueRollback quiet(m_quiet, true);
    std::vector<QStandardItem*> items;
    std::vector<std::filesystem::path> files;
    for (int row = 0; row < rowCount(); ++row) {
        if (isFile(row)) {
            items.push_back(item(row));
            files.push_back(toPath(key(row)));
        }
    }
    const std::vector<std::string> names = services::fileLabels(files);
    for (std::size_t file = 0; file < items.size(); ++file) {
        const QString name = toQString(names[file]);
        if (items[file]->data(nameRole).toString() != name) {
            items[file]->setData(name, nameRole);
            items[file]->setText(name);  // what it says besides follows with the charts
        }
    }
}

void SampleRows::removeAll()
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_items.clear();
    clear();
}

void SampleRows::remove(const std::vector<int>& rows)
{
    for (const int row : rows) {
        forgetRows(row, 1);
    }
    nameFiles();
}

void SampleRows::setTicked(const QStringList& wanted)
{
    const QScopedValueRollback quiet(m_quiet, true);
    const QSet<QString> ticks(wanted.begin(), wanted.end());
    QStringList missing;
    std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(missing),
                 [this](const QString& key) { return !m_items.contains(key); });
    missing.removeDuplicates();
    invisibleRootItem()->insertRows(rowCount(), newItems(missing));
    for (int row = 0; row < rowCount(); ++row) {
        setTick(row, ticks.contains(key(row)) ? Qt::Checked : Qt::Unchecked);
    }
}

void SampleRows::setTick(int row, Qt::CheckState tick)
{
    const QScopedValueRollback quiet(m_quiet, true);
    item(row)->setCheckState(tick);
    if (tick == Qt::Unchecked) {
        setSquare(*item(row), Qt::transparent);
    }
}

QString SampleRows::key(int row) const
{
    return item(row)->data(keyRole).toString();
}

bool SampleRows::isFile(int row) const
{
    return item(row)->data(fileRole).toBool();
}

bool SampleRows::isTicked(int row) const
{
    return item(row)->checkState() == Qt::Checked;
}

int SampleRows::row(const QString& key) const
{
    const QStandardItem* found = m_items.value(key);
    return found == nullptr ? -1 : found->row();
}

QStringList SampleRows::keys() const
{
    QStringList result;
    for (int row = 0; row < rowCount(); ++row) {
        result.append(key(row));
    }
    return result;
}

QStringList SampleRows::ticked() const
{
    QStringList result;
    for (int row = 0; row < rowCount(); ++row) {
        if (isTicked(row)) {
            result.append(key(row));
        }
    }
    return result;
}

void SampleRows::setLook(const QString& key, const QColor& colour, const QString& words)
{
    const QScopedValueRollback quiet(m_quiet, true);
    QStandardItem* item = m_items.value(key);
    if (item == nullptr) {
        return;
    }
    setSquare(*item, colour);
    setWords(item->row(), words);
}

void SampleRows::setWords(int row, const QString& words)
{
    const QScopedValueRollback quiet(m_quiet, true);
    QStandardItem* item = this->item(row);
    const QString name = item->data(nameRole).toString();
    const QString text = words.isEmpty() ? name : tr("%1  ·  %2").arg(name, words);
    if (item->text() != text) {
        item->setText(text);
        item->setToolTip(words.isEmpty() ? key(row) : tr("%1  ·  %2").arg(key(row), words));  // a narrow list cuts it
    }
}

}  // namespace aurora::gui
