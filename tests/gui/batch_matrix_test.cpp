#include "gui/batch_page.h"

#include "gui/charts/chart_panel.h"
#include "gui/charts/matrix_panel.h"
#include "support/window_tests.h"

#include <QCheckBox>
#include <QFrame>
#include <QImage>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QWheelEvent>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The correlation matrix of the page Batch plots.
class BatchMatrixTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void init() { beginFresh(); }

    void clickingACellOfTheMatrixSetsTheScattersAxes()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        open(page);
        auto* panel = page.findChild<MatrixPanel*>(QStringLiteral("batchCorrelation"));
        const MatrixScene& matrix = panel->view().matrix();
        const auto row = static_cast<int>(matrix.model().labels.indexOf(QStringLiteral("Capacity loss (%)")));
        const auto column = static_cast<int>(matrix.model().labels.indexOf(QStringLiteral("Anode mass (mg)")));
        QVERIFY(row >= 0 && column >= 0);
        const QPoint place = matrix.cellPlace(row, column).center().toPoint();
        QTest::mouseClick(panel->view().viewport(), Qt::LeftButton, {}, place);
        const PlotModel& scatter = chartOf(page, "batchScatter").chart().model();
        QCOMPARE(scatter.x.title, QStringLiteral("Anode mass (mg)"));
        QCOMPARE(scatter.left.title, QStringLiteral("Capacity loss (%)"));
        QCOMPARE(scatter.series[2].x[0], 24.0);
        QCOMPARE(scatter.series[2].y[0], 93.0);  // seven cycles
    }

    void theBoxesOfTheScatterAreAsWideAsWhatAClickHasChosen()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        open(page);
        choose(page, "scatterX", "Label");
        choose(page, "scatterY", "Label");
        auto* panel = page.findChild<MatrixPanel*>(QStringLiteral("batchCorrelation"));
        const MatrixScene& matrix = panel->view().matrix();
        const auto row = static_cast<int>(matrix.model().labels.indexOf(QStringLiteral("Capacity loss (%)")));
        const auto column = static_cast<int>(matrix.model().labels.indexOf(QStringLiteral("Anode mass (mg)")));
        QTest::mouseClick(panel->view().viewport(), Qt::LeftButton, {},
                          matrix.cellPlace(row, column).center().toPoint());
        for (const char* name : {"scatterX", "scatterY"}) {
            const auto* box = page.findChild<QComboBox*>(QLatin1String(name));
            QVERIFY(box->currentText() != QStringLiteral("Label"));
            QTRY_VERIFY2(box->width() > box->fontMetrics().horizontalAdvance(box->currentText()) + 16,
                         qPrintable(QString::number(box->width())));
        }
    }

    void aColumnHasTheNameOfTheTableOfResultsWhereverItIsChosen()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        page.resize(1200, 800);
        page.show();
        std::vector<services::SampleCurves> cells = sixCells();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            cells[i].summary["Cycle C"] = i < 3 ? 0.5 : 1.0;  // as the files of results have it
        }
        page.showCurves(cells);
        choose(page, "scatterX", "Cycling C");
        QCOMPARE(page.findChild<QComboBox*>(QStringLiteral("scatterX"))->findText(QStringLiteral("Cycle C")), -1);
        const PlotModel& scatter = chartOf(page, "batchScatter").chart().model();
        QCOMPARE(scatter.x.title, QStringLiteral("Cycling C"));
        QCOMPARE(scatter.series[5].x[0], 1.0);
    }

    void aCellSaysItsCoefficientAndWhatTheNumberOfSamplesMakesOfIt()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        open(page);
        auto* panel = page.findChild<MatrixPanel*>(QStringLiteral("batchCorrelation"));
        const MatrixScene& matrix = panel->view().matrix();
        const auto mass = static_cast<int>(matrix.model().labels.indexOf(QStringLiteral("Anode mass (mg)")));
        QTest::mouseClick(panel->view().viewport(), Qt::LeftButton, {},
                          matrix.cellPlace(mass, mass).center().toPoint());
        // 1 - 1/√6 = 0.592
        QCOMPARE(panel->view().accessibleDescription(),
                 QStringLiteral("Anode mass (mg), Anode mass (mg), r = 1.00 (0.59 with n = 6)"));
    }

    void theCaptionKeepsItsNumberOfSamplesTogether()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        open(page);
        auto* panel = page.findChild<MatrixPanel*>(QStringLiteral("batchCorrelation"));
        const QString caption = panel->view().matrix().model().caption;
        QVERIFY2(caption.endsWith(QStringLiteral("n\u00A0=\u00A06")), qPrintable(caption));
    }

    void aHeaderOfOneLineIsAsHighAsItsControls()
    {
        ChartPanel panel(QStringLiteral("Scatter"));
        auto* box = new QComboBox;
        box->addItem(QStringLiteral("Label"));
        panel.addSetting(QStringLiteral("x:"), box);
        panel.resize(700, 400);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QTest::qWait(50);
        constexpr int margins_px = 8;  // half a step of the grid above and below
        int tallest = box->height();
        for (const QToolButton* button : panel.findChildren<QToolButton*>()) {
            tallest = std::max(tallest, button->isVisible() ? button->sizeHint().height() : 0);
        }
        const int header = panel.view().mapTo(&panel, QPoint()).y();
        QVERIFY2(header <= tallest + margins_px, qPrintable(QStringLiteral("%1 for %2").arg(header).arg(tallest)));
    }

    void columnsThatAreNotTickedAreNotCorrelatedAlsoNextTime()
    {
        Stage stage;
        const QString masses = QStringLiteral("Anode mass (mg)");
        const auto labels = [](BatchPlotsPage& page) {
            return page.findChild<MatrixPanel*>(QStringLiteral("batchCorrelation"))->view().matrix().model().labels;
        };
        {
            BatchPlotsPage page(stage.frame);
            open(page);
            const QStringList all = labels(page);
            QVERIFY(all.contains(masses));
            QTest::mouseClick(page.findChild<QToolButton*>(QStringLiteral("columnTicks")), Qt::LeftButton);
            auto* list = page.findChild<QFrame*>(QStringLiteral("columnTicksList"))->findChild<QListWidget*>();
            list->findItems(masses, Qt::MatchExactly).front()->setCheckState(Qt::Unchecked);
            QStringList rest = all;
            rest.removeAll(masses);
            QCOMPARE(labels(page), rest);
        }
        BatchPlotsPage page(stage.frame);
        open(page);
        QVERIFY(!labels(page).contains(masses));
        QVERIFY(labels(page).size() > 1);
    }

    void theMatrixBeginsWithFewColumnsAndNoneThatSaysTheSame()
    {
        std::vector<services::SampleCurves> cells = sixCells();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            Json& summary = cells[i].summary;
            summary["Rack position"] = i * i;
            summary["Timestamp step 1"] = 17.0 * static_cast<double>(i % 4);
            summary["Anode active material mass (mg)"] = 0.9 * summary["Anode mass (mg)"].get<double>();
            for (int extra = 0; extra < 20; ++extra) {
                summary["Extra " + std::to_string(extra)] = (i * 7 + static_cast<std::size_t>(extra) * i * i) % 11;
            }
        }
        Stage stage;
        BatchPlotsPage page(stage.frame);
        page.resize(1430, 830);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        page.showCurves(cells);
        auto* panel = page.findChild<MatrixPanel*>(QStringLiteral("batchCorrelation"));
        const QStringList labels = panel->view().matrix().model().labels;
        QCOMPARE(labels.size(), qsizetype{14});
        QVERIFY(labels.contains(QStringLiteral("Capacity loss (%)")));
        QVERIFY(labels.contains(QStringLiteral("Anode mass (mg)")));
        QVERIFY(!labels.contains(QStringLiteral("Anode active material mass (mg)")));
        QVERIFY(!labels.contains(QStringLiteral("Rack position")) &&
                !labels.contains(QStringLiteral("Timestamp step 1")));
        // One that is missing is ticked by hand, and comes back to the usual ones.
        auto* ticks = page.findChild<QToolButton*>(QStringLiteral("columnTicks"));
        QTest::mouseClick(ticks, Qt::LeftButton);
        auto* box = page.findChild<QFrame*>(QStringLiteral("columnTicksList"));
        box->findChild<QListWidget*>()
            ->findItems(QStringLiteral("Rack position"), Qt::MatchExactly)
            .front()
            ->setCheckState(Qt::Checked);
        QCOMPARE(panel->view().matrix().model().labels.size(), qsizetype{15});
        for (QPushButton* button : box->findChildren<QPushButton*>()) {
            if (button->text() == QStringLiteral("&Usual ones")) {
                button->click();
            }
        }
        QCOMPARE(panel->view().matrix().model().labels, labels);
    }

    void theMatrixZoomsAtTheCursorMovesAndGoesBack()
    {
        Stage stage;
        BatchPlotsPage page(stage.frame);
        open(page);
        MatrixView& view = page.findChild<MatrixPanel*>(QStringLiteral("batchCorrelation"))->view();
        const MatrixScene& matrix = view.matrix();
        QVERIFY(matrix.model().labels.size() >= 3);
        const QRectF whole(0.0, 0.0, 1.0, 1.0);
        const QRectF before = matrix.cellPlace(1, 1);
        const QPointF place = before.center();
        QWheelEvent turn(place, view.viewport()->mapToGlobal(place), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
                         Qt::NoScrollPhase, false);
        QApplication::sendEvent(view.viewport(), &turn);
        QVERIFY(matrix.cellPlace(1, 1).width() > 1.2 * before.width());
        QVERIFY((matrix.cellPlace(1, 1).center() - place).manhattanLength() < 1e-6);
        const auto mouse = [&](QEvent::Type type, const QPointF& at, Qt::MouseButton button) {
            QMouseEvent event(
                type, at, view.viewport()->mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : button,
                type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::MouseButtons(button), Qt::NoModifier);
            QApplication::sendEvent(view.viewport(), &event);
        };
        QSignalSpy clicked(&view, &MatrixView::cellClicked);
        mouse(QEvent::MouseButtonPress, place, Qt::MiddleButton);
        mouse(QEvent::MouseMove, place + QPointF(5, 4), Qt::MiddleButton);
        mouse(QEvent::MouseButtonRelease, place + QPointF(5, 4), Qt::MiddleButton);
        QVERIFY((matrix.cellPlace(1, 1).center() - place - QPointF(5, 4)).manhattanLength() < 1e-6);
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, place.toPoint());
        QVERIFY(matrix.seen() == whole);
        // A rubber band over two cells fills the room with them, and no cell counts as clicked.
        mouse(QEvent::MouseButtonPress, matrix.cellPlace(0, 0).topLeft() + QPointF(1, 1), Qt::LeftButton);
        mouse(QEvent::MouseMove, matrix.cellPlace(1, 1).center(), Qt::LeftButton);
        mouse(QEvent::MouseButtonRelease, matrix.cellPlace(1, 1).bottomRight(), Qt::LeftButton);
        QVERIFY(matrix.cellPlace(1, 1).bottomRight().x() > matrix.cellsArea().right() - 3.0);
        QCOMPARE(clicked.size(), 0);
        QTest::keyClick(&view, Qt::Key_Home);
        QVERIFY(matrix.seen() == whole);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, place.toPoint());
        QCOMPARE(clicked.size(), 1);
        QCOMPARE(clicked[0][0].toInt(), 1);
    }

    void aPanelWithoutSettingsHasNoButtonForThem()
    {
        const auto settingsButton = [](PlotPanel& panel) {
            for (QToolButton* button : panel.findChildren<QToolButton*>()) {
                if (button->accessibleName().contains(QStringLiteral("settings"))) {
                    return button->isVisibleTo(&panel);
                }
            }
            return false;
        };
        MatrixPanel bare(QStringLiteral("Bare"));
        QVERIFY(!settingsButton(bare));
        bare.addSetting({}, new QCheckBox);
        QVERIFY(settingsButton(bare));
    }

    void labelsAreWholeWhereTheCellsLeaveRoom()
    {
        const QString longest = QStringLiteral("Initial specific discharge capacity (mAh/g)");
        MatrixModel model{.labels = {longest, QStringLiteral("b"), QStringLiteral("c")}, .cells = {}};
        model.cells.resize(9);
        MatrixScene matrix;
        matrix.setModel(model);
        saveMatrixPicture(matrix, {600, 600}, m_folder->path() / "matrix.svg");
        const QString picture = QString::fromStdString(readFile(m_folder->path() / "matrix.svg"));
        QCOMPARE(picture.count(longest), qsizetype{2});  // beside its row and below its column
    }

    void theLongestOfManyLabelsIsWholeBesideItsRowInASmallPanel()
    {
        // As the demo's at the size of a first start.
        const QString longest = QStringLiteral("First formation specific discharge capacity");
        MatrixModel model{.labels = {longest + QStringLiteral(" (mAh/g)")}, .cells = {}};
        for (int label = 1; label < 14; ++label) {
            model.labels.append(QStringLiteral("Initial efficiency %1 (%)").arg(label));
        }
        model.cells.resize(14 * 14);
        model.quantity = QStringLiteral("r");
        model.caption = QStringLiteral("n = 12");
        MatrixScene matrix;
        matrix.setModel(model);
        matrix.setSize({390, 340});
        QFont smallest = QGuiApplication::font();
        smallest.setPixelSize(9);
        const QFontMetricsF metrics(smallest);
        constexpr double free_px = 14;  // at the edge, and before the cells
        const double room = matrix.cellPlace(0, 0).left() - free_px;
        QVERIFY2(room >= metrics.horizontalAdvance(longest), qPrintable(QString::number(room)));
        // No other label is left out for it: their letters do not touch.
        constexpr double rounding = 0.01;
        QVERIFY(matrix.cellPlace(0, 0).height() + rounding >= 0.75 * metrics.height());
        QVERIFY(matrix.cellPlace(0, 0).width() + rounding >= 0.75 * metrics.height());
    }

    void theMatrixIsExportedAsPictureAndNumbers()
    {
        const MatrixModel model{.labels = {QStringLiteral("a"), QStringLiteral("b \"x\"")},
                                .cells = {{1.0, 9}, {-0.5, 8}, {-0.5, 8}, {{}, 1}}};
        saveMatrixNumbers(model, {0, 0, 2, 2}, m_folder->path() / "matrix.csv");
        QCOMPARE(QString::fromStdString(readFile(m_folder->path() / "matrix.csv")),
                 QStringLiteral("Row,Column,Value,n\n\"a\",\"a\",1,9\n\"a\",\"b \"\"x\"\"\",-0.5,8\n"
                                "\"b \"\"x\"\"\",\"a\",-0.5,8\n\"b \"\"x\"\"\",\"b \"\"x\"\"\",,1\n"));
        MatrixScene matrix;
        matrix.setModel(model);
        saveMatrixPicture(matrix, {800, 500}, m_folder->path() / "matrix.png");
        const QImage picture(QString::fromStdString((m_folder->path() / "matrix.png").string()));
        QCOMPARE(picture.width(), 2008);  // 170 mm at 300 dots an inch
    }
};

AURORA_WINDOW_TESTS(BatchMatrixTest)
#include "batch_matrix_test.moc"
