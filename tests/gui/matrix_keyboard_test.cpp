#include "gui/charts/matrix_view.h"
#include "support/window_tests.h"

#include <QTest>
#include <QToolTip>

using namespace aurora::gui;

namespace {

/// Correlations of 12 columns; a cell's value is its row and column behind the point.
MatrixModel twelveColumns()
{
    MatrixModel model;
    constexpr std::size_t count = 12;
    for (std::size_t row = 0; row < count; ++row) {
        model.labels.append(QStringLiteral("column %1").arg(row));
        for (std::size_t column = 0; column < count; ++column) {
            const double value = static_cast<double>(row) * 0.01 + static_cast<double>(column) * 0.001;
            model.cells.push_back({.value = -value, .samples = 30 + row});
        }
    }
    model.caption = QStringLiteral("Correlation");
    return model;
}

}  // namespace

/// The matrix without a mouse.
class MatrixKeyboardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void theChosenCellIsTold()
    {
        MatrixView view;
        view.resize(500, 400);
        view.setModel(twelveColumns());
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Right);
        // The first key chooses the first cell, the others go on from there.
        QCOMPARE(view.accessibleDescription(), QStringLiteral("column 2, column 1, −0.021, n = 32"));
        QCOMPARE(QToolTip::text(), QStringLiteral("column 2\ncolumn 1\n−0.021, n = 32"));
    }

    void theChosenCellStaysInSightOfAZoomedMatrix()
    {
        MatrixView view;
        view.resize(500, 400);
        view.setModel(twelveColumns());
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTest::keyClick(&view, Qt::Key_Right);
        for (int i = 0; i < 4; ++i) {
            QTest::keyClick(&view, Qt::Key_Plus);
        }
        QVERIFY(view.matrix().seen().width() < 0.6);
        const auto isInSight = [&](int row, int column) {
            return view.matrix()
                .cellsArea()
                .adjusted(-0.5, -0.5, 0.5, 0.5)
                .contains(view.matrix().cellPlace(row, column));
        };
        for (int i = 1; i < 12; ++i) {
            QTest::keyClick(&view, Qt::Key_Right);
            QVERIFY2(isInSight(0, i), qPrintable(QString::number(i)));
        }
        for (int i = 1; i < 12; ++i) {
            QTest::keyClick(&view, Qt::Key_Down);
            QVERIFY2(isInSight(i, 11), qPrintable(QString::number(i)));
        }
        QTest::keyClick(&view, Qt::Key_Left);
        QVERIFY(isInSight(11, 10));
    }
};

AURORA_WINDOW_TESTS(MatrixKeyboardTest)
#include "matrix_keyboard_test.moc"
