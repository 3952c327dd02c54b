#pragma once

#include <QColor>
#include <QHash>
#include <QIcon>
#include <QStandardItemModel>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace aurora::gui {

/// "84 cycles", as the lists of samples say it.
[[nodiscard]] QString cyclesText(std::int64_t cycles);

/// The rows of the list of samples: samples of the project and opened files, each with a key, a tick, the colour it is
/// drawn in and a few words. Rows that stay keep all of that, whatever comes and goes around them.
class SampleRows final : public QStandardItemModel
{
    Q_OBJECT

public:
    static constexpr int nameRole = Qt::UserRole + 2;
    static constexpr int squareSize_px = 12;

    explicit SampleRows(QObject* parent = nullptr);

    /// The samples, in order; files stay before them.
    void setSamples(const QStringList& ids);
    void addFiles(const QStringList& paths);
    void removeAll();
    /// @param rows  from the last to the first
    void remove(const std::vector<int>& rows);

    /// Ticks exactly these; what is not there yet is added.
    void setTicked(const QStringList& keys);
    void setTick(int row, Qt::CheckState tick);

    [[nodiscard]] QString key(int row) const;
    [[nodiscard]] bool isFile(int row) const;
    [[nodiscard]] bool isTicked(int row) const;
    /// @return -1 when there is none of that key
    [[nodiscard]] int row(const QString& key) const;
    [[nodiscard]] QStringList keys() const;
    [[nodiscard]] QStringList ticked() const;

    /// The colour square of a ticked key, and a few words behind its name.
    void setLook(const QString& key, const QColor& colour, const QString& words);

    /// A few words behind the name; its square stays.
    void setWords(int row, const QString& words);

    /// Paints the squares anew: their rim has the colour of the ground.
    void paintSquares();
    /// Of the screen that the squares are painted for.
    void setPixelRatio(double ratio);

Q_SIGNALS:
    /// A hand, and none of the functions above, changed the tick of a row.
    void tickedByHand(int row);

private:
    void noteChange(QStandardItem* item);
    /// Files of one name are told apart.
    void nameFiles();
    [[nodiscard]] QStandardItem* newItem(const QString& key, const QString& text, bool file);
    [[nodiscard]] QList<QStandardItem*> newItems(const QStringList& keys);
    /// Brings the rows to these keys, touching only those that differ.
    void setKeys(const QStringList& keys);
    /// Rows that go, and those that stand behind one they belong before: these come again at their place.
    [[nodiscard]] std::vector<bool> rowsThatStay(const QStringList& keys) const;
    /// @return keys of those that were ticked
    QStringList takeOthers(const std::vector<bool>& stays);
    void forgetRows(int first, int count);
    void setSquare(QStandardItem& item, const QColor& colour);

    QHash<QString, QStandardItem*> m_items;  ///< by key
    QHash<QRgb, QIcon> m_squares;            ///< painted once a colour
    double m_pixelRatio = 1;
    bool m_quiet = false;
};

}  // namespace aurora::gui
