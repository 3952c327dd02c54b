#include "gui/tables/scattered_selection.h"
#include "support/window_tests.h"

#include <QElapsedTimer>
#include <QStringListModel>
#include <QTableView>
#include <QTest>

using namespace aurora::gui;

/// A selection of very many ranges.
class ScatteredSelectionTest : public QObject
{
    Q_OBJECT

    static constexpr int rowCount = 300'000;
    static constexpr int soon_ms = 2000;  ///< with every range compared with every other it takes several times as long

    QStringListModel m_model;

    /// Every third row.
    [[nodiscard]] QItemSelection everyThird() const
    {
        QItemSelection selection;
        for (int row = 0; row < rowCount; row += 3) {
            selection.append(QItemSelectionRange(m_model.index(row, 0)));
        }
        return selection;
    }

private Q_SLOTS:

    void initTestCase()
    {
        QStringList rows;
        rows.fill(QStringLiteral("row"), rowCount);
        m_model.setStringList(rows);
    }

    void takesThePlaceOfAllRowsAndTheyItsAtOnce()
    {
        ScatteredSelection selection(&m_model);
        selection.select(everyThird(), QItemSelectionModel::ClearAndSelect);
        QCOMPARE(selection.selectedIndexes().size(), qsizetype{rowCount / 3});
        QElapsedTimer timer;
        timer.start();
        const QItemSelection all(m_model.index(0, 0), m_model.index(rowCount - 1, 0));
        selection.select(all, QItemSelectionModel::ClearAndSelect);
        QVERIFY2(timer.elapsed() < soon_ms, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(selection.selection().size(), qsizetype{1});
        QCOMPARE(selection.selectedIndexes().size(), qsizetype{rowCount});
        timer.start();
        selection.select(everyThird(), QItemSelectionModel::ClearAndSelect);
        QVERIFY2(timer.elapsed() < soon_ms, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(selection.selectedIndexes().size(), qsizetype{rowCount / 3});
    }

    void oneRowInItsPlaceIsTheOnlyOne()
    {
        ScatteredSelection selection(&m_model);
        selection.select(everyThird(), QItemSelectionModel::ClearAndSelect);
        selection.select(m_model.index(7, 0), QItemSelectionModel::ClearAndSelect);
        QCOMPARE(selection.selectedIndexes(), QModelIndexList{m_model.index(7, 0)});
    }

    void whatIsAddedLeavesTheRest()
    {
        ScatteredSelection selection(&m_model);
        selection.select(everyThird(), QItemSelectionModel::ClearAndSelect);
        selection.select(m_model.index(7, 0), QItemSelectionModel::Select);
        QCOMPARE(selection.selectedIndexes().size(), qsizetype{rowCount / 3 + 1});
    }
};

AURORA_WINDOW_TESTS(ScatteredSelectionTest)
#include "scattered_selection_test.moc"
